"""A third kind of change. The rule only widens: whatever the release before writes is allowed as it was."""

from django.db import migrations, models


class Migration(migrations.Migration):

    contract = "0.1: the rule only widens, nothing that older code writes is refused"

    dependencies = [
        ('courses', '0003_editions_move'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='moduleedition',
            name='edition_change_known',
        ),
        migrations.AddConstraint(
            model_name='moduleedition',
            constraint=models.CheckConstraint(condition=models.Q(('change__in', ['new', 'fix', 'must_read'])), name='edition_change_known'),
        ),
    ]
