import courses.blocks.practice
import django.db.models.deletion
import django.utils.timezone
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('courses', '0002_media'),
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
            field=wagtail.fields.StreamField([('note', 7), ('landing', 9), ('heading', 12), ('text', 13), ('callout', 17), ('accordion', 22), ('glossary', 25), ('quote', 29), ('story', 39), ('image', 44), ('video', 48), ('audio', 50), ('download', 53), ('reflection', 56), ('check', 79), ('scenario', 93), ('try_it', 97), ('quiz', 99)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'topic', 'max_length': 60}), 1: ('wagtail.blocks.ListBlock', (0,), {'collapsed': True, 'label': 'topics'}), 2: ('wagtail.blocks.TextBlock', (), {'label': 'one sentence: what comes, and how', 'max_length': 300, 'rows': 2}), 3: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('mention', 'Mention: one line at the top'), ('strong', 'Strong: a screen of its own')], 'label': 'strength'}), 4: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ul', 'ol', 'link'], 'label': 'short version', 'required': False}), 5: ('wagtail.blocks.PageChooserBlock', (), {'help_text': 'A step of the same module, for people who would rather not do this one.', 'label': 'another step that shows the same', 'page_type': ['courses.Step'], 'required': False}), 6: ('wagtail.blocks.BooleanBlock', (), {'label': 'can be done with a trainer', 'required': False}), 7: ('wagtail.blocks.StructBlock', [[('topics', 1), ('sentence', 2), ('strength', 3), ('short_version', 4), ('other_route', 5), ('with_someone', 6)]], {}), 8: ('wagtail.blocks.TextBlock', (), {'label': 'line after something heavy', 'max_length': 300, 'rows': 2}), 9: ('wagtail.blocks.StructBlock', [[('text', 8)]], {}), 10: ('wagtail.blocks.CharBlock', (), {'label': 'heading', 'max_length': 120}), 11: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('2', 'Part of the step'), ('3', 'Part of a part')], 'label': 'level'}), 12: ('wagtail.blocks.StructBlock', [[('text', 10), ('level', 11)]], {}), 13: ('courses.blocks.TextBlock', (), {}), 14: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('remember', 'Remember'), ('do', 'Do'), ('try_not', 'Try not to'), ('local', 'Local rules')], 'label': 'kind'}), 15: ('wagtail.blocks.CharBlock', (), {'label': 'title', 'max_length': 120}), 16: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ul', 'ol', 'link'], 'label': 'text'}), 17: ('wagtail.blocks.StructBlock', [[('kind', 14), ('title', 15), ('html', 16)]], {}), 18: ('wagtail.blocks.CharBlock', (), {'label': 'line that is always seen', 'max_length': 120}), 19: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ul', 'ol', 'link'], 'label': 'what opens'}), 20: ('wagtail.blocks.StructBlock', [[('title', 18), ('html', 19)]], {}), 21: ('wagtail.blocks.ListBlock', (20,), {'collapsed': True, 'label': 'lines that open'}), 22: ('wagtail.blocks.StructBlock', [[('items', 21)]], {}), 23: ('wagtail.blocks.CharBlock', (), {'label': 'word', 'max_length': 80}), 24: ('wagtail.blocks.TextBlock', (), {'label': 'what it means, plainly', 'max_length': 300, 'rows': 2}), 25: ('wagtail.blocks.StructBlock', [[('term', 23), ('meaning', 24)]], {}), 26: ('wagtail.blocks.TextBlock', (), {'label': 'the words', 'rows': 3}), 27: ('courses.story_chooser.StoryConsentChooserBlock', (), {'label': 'story consent', 'required': False}), 28: ('wagtail.blocks.CharBlock', (), {'help_text': 'Only for words that were written as an example.', 'label': 'where it comes from', 'max_length': 120, 'required': False}), 29: ('wagtail.blocks.StructBlock', [[('text', 26), ('consent', 27), ('attribution', 28)]], {}), 30: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('text', 'Written'), ('audio', 'Spoken'), ('video', 'On film')], 'label': 'how it is told'}), 31: ('wagtail.blocks.TextBlock', (), {'label': 'the story, or a line that leads to it', 'required': False, 'rows': 6}), 32: ('wagtail.blocks.CharBlock', (), {'help_text': 'Learners read it: the story may be theirs.', 'label': 'whom to write to, to take it back', 'max_length': 200}), 33: ('courses.blocks.media.RecordingChooserBlock', (), {'label': 'film or sound', 'required': False}), 34: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ul', 'ol', 'link'], 'label': 'what is said and heard, written down', 'required': False}), 35: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'captions (a .vtt file)', 'required': False}), 36: ('wagtail.blocks.CharBlock', (), {'default': 'en', 'help_text': 'Like en, de or pt-BR.', 'label': 'language of the captions', 'max_length': 12}), 37: ('wagtail.blocks.IntegerBlock', (), {'label': 'minutes', 'max_value': 240, 'min_value': 0, 'required': False}), 38: ('wagtail.blocks.BooleanBlock', (), {'label': 'nothing important is only seen', 'required': False}), 39: ('wagtail.blocks.StructBlock', [[('form', 30), ('text', 31), ('consent', 27), ('attribution', 28), ('take_down', 32), ('media', 33), ('transcript', 34), ('captions', 35), ('captions_language', 36), ('minutes', 37), ('is_described', 38)]], {}), 40: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'picture'}), 41: ('wagtail.blocks.CharBlock', (), {'help_text': 'Not the name of the file.', 'label': 'what it shows, for people who do not see it', 'max_length': 250, 'required': False}), 42: ('wagtail.blocks.BooleanBlock', (), {'label': 'it only decorates', 'required': False}), 43: ('wagtail.blocks.CharBlock', (), {'label': 'line under it', 'max_length': 200, 'required': False}), 44: ('wagtail.blocks.StructBlock', [[('image', 40), ('alt', 41), ('decorative', 42), ('caption', 43)]], {}), 45: ('wagtailmedia.blocks.VideoChooserBlock', (), {'label': 'film'}), 46: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'ul', 'ol', 'link'], 'label': 'what is said, heard and shown, written down', 'required': False}), 47: ('wagtailmedia.blocks.AudioChooserBlock', (), {'help_text': 'Sound costs people far less data than film.', 'label': 'the same to listen to', 'required': False}), 48: ('wagtail.blocks.StructBlock', [[('title', 15), ('media', 45), ('captions', 35), ('transcript', 46), ('minutes', 37), ('is_described', 38), ('captions_language', 36), ('listen', 47)]], {}), 49: ('wagtailmedia.blocks.AudioChooserBlock', (), {'label': 'sound'}), 50: ('wagtail.blocks.StructBlock', [[('title', 15), ('media', 49), ('transcript', 34), ('minutes', 37)]], {}), 51: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'file'}), 52: ('wagtail.blocks.BooleanBlock', (), {'help_text': 'A tagged PDF, or the same words stand in the lesson.', 'label': 'everybody can read it', 'required': False}), 53: ('wagtail.blocks.StructBlock', [[('title', 15), ('file', 51), ('is_accessible', 52)]], {}), 54: ('wagtail.blocks.TextBlock', (), {'help_text': "It can be answered without one's own history.", 'label': 'question to think about', 'max_length': 400, 'rows': 2}), 55: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('private', 'Only the writer'), ('shared', 'The facilitators of the cohort, when the writer shares it')], 'label': 'who can read it'}), 56: ('wagtail.blocks.StructBlock', [[('prompt', 54), ('audience', 55)]], {}), 57: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('single_choice', 'One answer fits'), ('multiple_response', 'Several answers fit'), ('true_false', 'True or false: the first line stands for true, the second for false'), ('ordering', 'Put in order: write the lines in the right order'), ('matching', 'Find what belongs together: fill in the pairs'), ('short_text', 'A word or a line, typed: each answer is one that we accept, or know'), ('numeric', 'A number, typed: each answer is one that we accept, or know'), ('cloze', 'Fill gaps: fill in the text and its gaps'), ('confidence', 'How sure are you: nothing is right or wrong, nothing is said to it')], 'label': 'kind'}), 58: ('wagtail.blocks.TextBlock', (), {'label': 'question', 'max_length': 1200, 'rows': 3}), 59: ('wagtail.blocks.TextBlock', (), {'label': 'answer', 'max_length': 400, 'rows': 2}), 60: ('wagtail.blocks.BooleanBlock', (), {'label': 'this one fits', 'required': False}), 61: ('wagtail.blocks.TextBlock', (), {'label': 'what we say to it', 'max_length': 400, 'required': False, 'rows': 2}), 62: ('wagtail.blocks.StructBlock', [[('text', 59), ('is_right', 60), ('feedback', 61)]], {}), 63: ('wagtail.blocks.ListBlock', (62,), {'collapsed': True, 'help_text': 'Two to six. For typed words * stands for anything. A number can be 12, 12 ± 1, 10 to 20, or * for any other.', 'label': 'answers'}), 64: ('wagtail.blocks.TextBlock', (), {'label': 'the reason, in short', 'max_length': 1200, 'required': False, 'rows': 2}), 65: ('wagtail.blocks.CharBlock', (), {'label': 'this', 'max_length': 400}), 66: ('wagtail.blocks.CharBlock', (), {'label': 'fits to this', 'max_length': 400}), 67: ('wagtail.blocks.StructBlock', [[('text', 65), ('fits', 66), ('feedback', 61)]], {}), 68: ('wagtail.blocks.ListBlock', (67,), {'collapsed': True, 'default': [], 'label': 'pairs', 'required': False}), 69: ('wagtail.blocks.CharBlock', (), {'label': 'more to choose from', 'max_length': 400}), 70: ('wagtail.blocks.ListBlock', (69,), {'collapsed': True, 'default': [], 'help_text': 'Things that fit to none of the pairs.', 'label': 'more to choose from', 'required': False}), 71: ('wagtail.blocks.TextBlock', (), {'help_text': 'Each gap has a name in double brackets: Ring on [[day]].', 'label': 'text with gaps', 'required': False, 'rows': 4}), 72: ('wagtail.blocks.CharBlock', (), {'help_text': 'As in the text: for [[day]] write day.', 'label': 'name of the gap', 'max_length': 36}), 73: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('short_text', 'Words are typed: write the accepted ones'), ('single_choice', 'One answer is chosen'), ('numeric', 'A number is typed: write the accepted ones'), ('multiple_response', 'Several answers are chosen')], 'label': 'kind'}), 74: ('wagtail.blocks.ListBlock', (62,), {'collapsed': True, 'label': 'answers'}), 75: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('all_or_nothing', 'None'), ('partial', 'Some')], 'label': 'points when only some are right'}), 76: ('wagtail.blocks.StructBlock', [[('name', 72), ('kind', 73), ('options', 74), ('rule', 75)]], {}), 77: ('wagtail.blocks.ListBlock', (76,), {'collapsed': True, 'default': [], 'label': 'gaps', 'required': False}), 78: ('wagtail.blocks.CharBlock', (), {'label': 'unit of the number', 'max_length': 40, 'required': False}), 79: ('wagtail.blocks.StructBlock', [[('kind', 57), ('stem', 58), ('options', 63), ('why', 64), ('pairs', 68), ('choices', 70), ('text', 71), ('gaps', 77), ('rule', 75), ('unit', 78)]], {}), 80: ('wagtail.blocks.TextBlock', (), {'label': 'what to know beforehand', 'max_length': 600, 'required': False, 'rows': 2}), 81: ('wagtail.blocks.CharBlock', (), {'help_text': 'Only you see it, like: at the door.', 'label': 'short name', 'max_length': 40}), 82: ('wagtail.blocks.TextBlock', (), {'label': 'what happens', 'max_length': 1200, 'rows': 4}), 83: ('wagtail.blocks.CharBlock', (), {'label': 'what one can do or say', 'max_length': 200}), 84: ('wagtail.blocks.TextBlock', (), {'label': 'what happens then', 'max_length': 600, 'rows': 2}), 85: ('wagtail.blocks.CharBlock', (), {'help_text': 'The name of a scene. Empty: the story ends here.', 'label': 'goes to the scene', 'max_length': 40, 'required': False}), 86: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('helps', 'It helps'), ('partly', 'It helps partly'), ('risks', 'It has risks')], 'label': 'how it works out'}), 87: ('wagtail.blocks.CharBlock', (), {'help_text': 'Learners read it at the end: no way is only wrong.', 'label': 'what it protects', 'max_length': 200, 'required': False}), 88: ('wagtail.blocks.StructBlock', [[('text', 83), ('consequence', 84), ('goes_to', 85), ('quality', 86), ('protects', 87)]], {}), 89: ('wagtail.blocks.ListBlock', (88,), {'collapsed': True, 'default': [], 'help_text': 'No choice: the story ends here.', 'label': 'choices'}), 90: ('wagtail.blocks.StructBlock', [[('name', 81), ('text', 82), ('choices', 89)]], {}), 91: ('wagtail.blocks.ListBlock', (90,), {'collapsed': True, 'help_text': 'The story begins with the first.', 'label': 'scenes'}), 92: ('wagtail.blocks.TextBlock', (), {'label': 'what can be learned from it', 'max_length': 1200, 'rows': 3}), 93: ('wagtail.blocks.StructBlock', [[('title', 15), ('intro', 80), ('scenes', 91), ('debrief', 92)]], {}), 94: ('wagtail.blocks.TextBlock', (), {'label': 'something to try for real', 'max_length': 600, 'rows': 3}), 95: ('wagtail.blocks.ChoiceBlock', [], {'choices': courses.blocks.practice.competencies, 'label': 'competency that it practises', 'required': False}), 96: ('wagtail.blocks.BooleanBlock', (), {'label': 'counts as practice, with a way to the hours log', 'required': False}), 97: ('wagtail.blocks.StructBlock', [[('task', 94), ('competency', 95), ('logs_hours', 96)]], {}), 98: ('wagtail.blocks.CharBlock', (), {'label': 'key of the test', 'max_length': 60}), 99: ('wagtail.blocks.StructBlock', [[('title', 15), ('quiz_key', 98)]], {})}, verbose_name='body'),
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
