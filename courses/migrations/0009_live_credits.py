from django.db import migrations, models


class Migration(migrations.Migration):
    contract = "0.1: the older code writes credits of editions only, which this lets through as they are"

    dependencies = [
        ('courses', '0008_cohorts'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='trainingcredit',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('attendance__isnull', True), ('delivery', 'self_paced'), ('edition__isnull', False), ('module_key__isnull', False)), models.Q(('attendance__isnull', False), ('delivery', 'live'), ('edition__isnull', True), ('module_key__isnull', True)), _connector='OR'), name='credit_names_edition_or_attendance'),
        ),
    ]
