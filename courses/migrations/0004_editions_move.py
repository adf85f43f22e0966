import django.db.models.deletion
import django.utils.timezone
import wagtail.fields
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
        migrations.AlterField(
            model_name='step',
            name='body',
            field=wagtail.fields.StreamField([('note', 5), ('landing', 7), ('heading', 10), ('text', 11), ('callout', 15), ('quote', 19), ('reflection', 22), ('check', 32), ('quiz', 34)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'topic', 'max_length': 60}), 1: ('wagtail.blocks.ListBlock', (0,), {'collapsed': True, 'label': 'topics'}), 2: ('wagtail.blocks.TextBlock', (), {'label': 'one sentence: what comes, and how', 'max_length': 300, 'rows': 2}), 3: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('mention', 'Mention: one line at the top'), ('strong', 'Strong: a screen of its own')], 'label': 'strength'}), 4: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ul', 'ol', 'link'], 'label': 'short version', 'required': False}), 5: ('wagtail.blocks.StructBlock', [[('topics', 1), ('sentence', 2), ('strength', 3), ('short_version', 4)]], {}), 6: ('wagtail.blocks.TextBlock', (), {'label': 'line after something heavy', 'max_length': 300, 'rows': 2}), 7: ('wagtail.blocks.StructBlock', [[('text', 6)]], {}), 8: ('wagtail.blocks.CharBlock', (), {'label': 'heading', 'max_length': 120}), 9: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('2', 'Part of the step'), ('3', 'Part of a part')], 'label': 'level'}), 10: ('wagtail.blocks.StructBlock', [[('text', 8), ('level', 9)]], {}), 11: ('courses.blocks.TextBlock', (), {}), 12: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('remember', 'Remember'), ('do', 'Do'), ('try_not', 'Try not to'), ('local', 'Local rules')], 'label': 'kind'}), 13: ('wagtail.blocks.CharBlock', (), {'label': 'title', 'max_length': 120}), 14: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ul', 'ol', 'link'], 'label': 'text'}), 15: ('wagtail.blocks.StructBlock', [[('kind', 12), ('title', 13), ('html', 14)]], {}), 16: ('wagtail.blocks.TextBlock', (), {'label': 'the words', 'rows': 3}), 17: ('courses.story_chooser.StoryConsentChooserBlock', (), {'label': 'story consent', 'required': False}), 18: ('wagtail.blocks.CharBlock', (), {'help_text': 'Only for words that were written as an example.', 'label': 'where it comes from', 'max_length': 120, 'required': False}), 19: ('wagtail.blocks.StructBlock', [[('text', 16), ('consent', 17), ('attribution', 18)]], {}), 20: ('wagtail.blocks.TextBlock', (), {'help_text': "It can be answered without one's own history.", 'label': 'question to think about', 'max_length': 400, 'rows': 2}), 21: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('private', 'Only the writer')], 'label': 'who can read it'}), 22: ('wagtail.blocks.StructBlock', [[('prompt', 20), ('audience', 21)]], {}), 23: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('single_choice', 'One answer fits'), ('multiple_response', 'Several answers fit'), ('true_false', 'True or false: the first line stands for true, the second for false'), ('ordering', 'Put in order: write the lines in the right order')], 'label': 'kind'}), 24: ('wagtail.blocks.TextBlock', (), {'label': 'question', 'max_length': 1200, 'rows': 3}), 25: ('wagtail.blocks.TextBlock', (), {'label': 'answer', 'max_length': 400, 'rows': 2}), 26: ('wagtail.blocks.BooleanBlock', (), {'label': 'this one fits', 'required': False}), 27: ('wagtail.blocks.TextBlock', (), {'label': 'what we say to it', 'max_length': 400, 'rows': 2}), 28: ('wagtail.blocks.StructBlock', [[('text', 25), ('is_right', 26), ('feedback', 27)]], {}), 29: ('wagtail.blocks.ListBlock', (28,), {'collapsed': True, 'label': 'answers', 'max_num': 6, 'min_num': 2}), 30: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('all_or_nothing', 'None'), ('partial', 'Some')], 'label': 'points when only some are right'}), 31: ('wagtail.blocks.TextBlock', (), {'label': 'the reason, in short', 'max_length': 1200, 'required': False, 'rows': 2}), 32: ('wagtail.blocks.StructBlock', [[('kind', 23), ('stem', 24), ('options', 29), ('rule', 30), ('why', 31)]], {}), 33: ('wagtail.blocks.CharBlock', (), {'label': 'key of the test', 'max_length': 60}), 34: ('wagtail.blocks.StructBlock', [[('title', 13), ('quiz_key', 33)]], {})}, verbose_name='body'),
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
