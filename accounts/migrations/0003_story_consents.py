"""Story consents become records of accounts. The table and its rows stay where they are: only the state of the models moves.

Together with courses.0002, which lets go of the model in the state of courses. Raw row ids in the blocks of steps keep their meaning.
"""

import django.utils.timezone
from django.db import migrations, models

import accounts.models.stories
import lms.core.ids


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_people_and_privacy'),
        # The table is made there.
        ('courses', '0001_initial'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name='StoryConsent',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', lms.core.ids.PublicIdField()),
                        ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                        ('label', models.CharField(help_text="Only editors see this. Do not write the person's name.", max_length=100, verbose_name='name in our list')),
                        ('attribution', models.CharField(help_text='As the person chose, like: Shared with permission by a peer worker.', max_length=120, verbose_name='how they are named')),
                        ('given_on', models.DateField(default=django.utils.timezone.localdate, verbose_name='given on')),
                        ('look_again_on', models.DateField(blank=True, null=True, verbose_name='ask again on')),
                        ('taken_back_on', models.DateField(blank=True, editable=False, null=True, verbose_name='taken back on')),
                    ],
                    options={
                        'verbose_name': 'story consent',
                        'verbose_name_plural': 'story consents',
                        'db_table': 'courses_storyconsent',
                        'constraints': [models.CheckConstraint(condition=models.Q(('look_again_on__isnull', True), ('look_again_on__gte', models.F('given_on')), _connector='OR'), name='story_asked_again_later')],
                    },
                ),
            ],
        ),
        migrations.AddField(
            model_name='storyconsent',
            name='channels',
            field=models.JSONField(default=accounts.models.stories.in_lessons, null=True, verbose_name='what they said yes to'),
        ),
        migrations.AddField(
            model_name='storyconsent',
            name='take_down',
            field=models.CharField(blank=True, db_default='', help_text="Learners read this under a story, like: Write to stories@example.org. Never the person's own address.", max_length=200, verbose_name='whom to ask when it should go'),
        ),
        migrations.AddField(
            model_name='storyconsent',
            name='gone_at',
            field=models.DateTimeField(editable=False, null=True),
        ),
    ]
