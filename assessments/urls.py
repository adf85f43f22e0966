from django.urls import URLPattern, path

from assessments.views import answering, doubts, evidence, marking, marking_answers, portfolio, quality, tests

app_name = "assessments"

evidence_patterns: list[URLPattern] = [
    path("portfolio/", portfolio.portfolio, name="portfolio"),
    path("portfolio/evidence/new/", evidence.evidence_new, name="evidence_new"),
    path("portfolio/evidence/<str:public_id>/", evidence.evidence, name="evidence"),
    path("portfolio/evidence/<str:public_id>/check/", evidence.evidence_check, name="evidence_check"),
    path("portfolio/evidence/<str:public_id>/change/", evidence.evidence_reopen, name="evidence_reopen"),
    path("portfolio/evidence/<str:public_id>/take-back/", evidence.evidence_withdraw, name="evidence_withdraw"),
    path("portfolio/<slug:competency>/", portfolio.competency, name="competency"),
    path("feedback/<str:public_id>/", portfolio.feedback, name="feedback"),
    path("evidence-files/<str:public_id>/", evidence.evidence_file, name="evidence_file"),
    path("marking/", marking.marking, name="marking"),
    path("marking/next/", marking.marking_next, name="marking_next"),
    path("marking/answers/<str:public_id>/<int:position>/", marking_answers.marking_answer, name="marking_answer"),
    path("marking/answers/<str:public_id>/<int:position>/<int:number>/", marking_answers.marking_answer_file, name="marking_answer_file"),
    path("marking/<str:public_id>/", marking.marking_piece, name="marking_piece"),
    path("marking/<str:public_id>/history/", marking.marking_history, name="marking_history"),
]

test_patterns: list[URLPattern] = [
    path("test/<slug:quiz_key>/", tests.test, name="test"),
    path("test/<str:public_id>/q/<int:position>/", answering.test_question, name="test_question"),
    path("test/files/<str:public_id>/", answering.answer_file, name="answer_file"),
    path("test/pictures/<str:sha256>/", answering.question_picture, name="question_picture"),
    path("test/<str:public_id>/check/", tests.test_check, name="test_check"),
    path("test/<str:public_id>/result/", tests.test_result, name="test_result"),
    path("test/<str:public_id>/set-aside/", tests.test_set_aside, name="test_set_aside"),
]

quality_patterns: list[URLPattern] = [
    path("quality/", quality.quality, name="quality"),
    path("quality/passes/", doubts.passes, name="passes"),
    path("quality/<str:public_id>/", quality.quality_check, name="quality_check"),
    path("quality/<str:public_id>/file/<int:number>/", quality.quality_file, name="quality_file"),
]

urlpatterns: list[URLPattern] = [*evidence_patterns, *test_patterns, *quality_patterns]
