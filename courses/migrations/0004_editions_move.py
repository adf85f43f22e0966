import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('courses', '0003_authoring'),
        ('accounts', '0003_story_consents'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='MustRead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(choices=[('law', 'The law has changed'), ('safety', "Somebody's safety depends on it")], max_length=10)),
                ('words', models.TextField(max_length=1200)),
            ],
        ),
        migrations.CreateModel(
            name='MustReadSeen',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name='StepWithdrawal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('module_key', models.UUIDField(db_index=True)),
                ('step_key', models.CharField(max_length=64)),
                ('act', models.CharField(choices=[('withdraw', 'withdrawn'), ('restore', 'back again')], max_length=10)),
                ('reason', models.CharField(blank=True, choices=[('safeguarding', 'Safeguarding: it may harm somebody'), ('consent', 'Consent: somebody in it wants it back'), ('mistake', 'Mistake: something in it is wrong')], max_length=12)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        # The table stays: accounts.0003 has taken over the model.
        migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel(name='StoryConsent')]),
        migrations.AlterField(
            model_name='moduleedition',
            name='change',
            field=models.CharField(choices=[('new', 'New version: new starters only'), ('fix', 'Fix: everybody, at their next page'), ('must_read', 'Must-read: everybody, with a card that says what changed and why')], max_length=10),
        ),
        migrations.AlterField(
            model_name='moduleenrolment',
            name='moved_because',
            field=models.CharField(blank=True, choices=[('fix', 'a fix reached everybody'), ('must_read', 'everybody has to read it'), ('chose', 'chose to move to a newer version')], max_length=10),
        ),
        migrations.AlterField(
            model_name='redaction',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='mustread',
            name='edition',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='must_read', to='courses.moduleedition'),
        ),
        migrations.AddField(
            model_name='mustreadseen',
            name='must_read',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seen', to='courses.mustread'),
        ),
        migrations.AddField(
            model_name='mustreadseen',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='stepwithdrawal',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='mustread',
            constraint=models.CheckConstraint(condition=models.Q(('reason__in', ['law', 'safety'])), name='must_read_says_why'),
        ),
        migrations.AddConstraint(
            model_name='mustread',
            constraint=models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='must_read_has_words'),
        ),
        migrations.AddConstraint(
            model_name='mustreadseen',
            constraint=models.UniqueConstraint(fields=('must_read', 'person'), name='read_once'),
        ),
        migrations.AddConstraint(
            model_name='stepwithdrawal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('act', 'restore'), ('reason', '')), models.Q(('act', 'withdraw'), ('reason__in', ['safeguarding', 'consent', 'mistake'])), _connector='OR'), name='withdrawal_says_why'),
        ),
        migrations.AddConstraint(
            model_name='stepwithdrawal',
            constraint=models.CheckConstraint(condition=models.Q(('step_key', ''), _negated=True), name='withdrawal_names_its_step'),
        ),
    ]
