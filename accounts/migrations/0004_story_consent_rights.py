"""Rights, log lines and uses of story consents follow the model: they hang on its content type."""

from django.db import migrations


def follow(apps, schema_editor, came_from='courses', goes_to='accounts'):
    types = apps.get_model('contenttypes', 'ContentType').objects.using(schema_editor.connection.alias)
    old = types.filter(app_label=came_from, model='storyconsent')
    # Where both stand already (somebody ran the newer code first), the rights of the role are given anew with the next role change.
    if not types.filter(app_label=goes_to, model='storyconsent').exists():
        old.update(app_label=goes_to)


def back(apps, schema_editor):
    follow(apps, schema_editor, 'accounts', 'courses')


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_story_consents'),
        ('contenttypes', '0002_remove_content_type_name'),
    ]

    operations = [migrations.RunPython(follow, back)]
