"""Signing in, and what keeps an account one's own."""

from django.urls import path

from accounts.views import factors, lost_factor, security, sessions, signing, stepup

urlpatterns = [
    path("sign-in/", signing.SignIn.as_view(), name="sign_in"),
    path("sign-in/again/", stepup.again_view, name="again"),
    path("sign-in/again/code/", stepup.again_code_view, name="again_code"),
    path("sign-in/again/demo/", stepup.again_demo_view, name="again_demo"),
    path("session/", sessions.session_view, name="session"),
    path("session/stay/", sessions.stay_view, name="stay"),
    path("leave/", sessions.leave_view, name="leave"),
    path("me/security/", security.security_view, name="security"),
    path("me/security/address/", security.address_view, name="address"),
    path("me/security/address/code/", security.address_code_view, name="address_code"),
    path("me/security/sessions/<int:pk>/end/", security.end_session_view, name="end_session"),
    path("me/security/sessions/end-others/", security.end_others_view, name="end_others"),
    path("me/security/elsewhere/<int:pk>/", security.disconnect_view, name="disconnect"),
    path("manage/lost-factor/", lost_factor.lost_factors_view, name="lost_factors"),
    path("manage/lost-factor/<str:public_id>/", lost_factor.lost_factor_view, name="lost_factor"),
    path("manage/lost-factor/<str:public_id>/confirm/", lost_factor.confirm_view, name="lost_factor_confirm"),
    path("manage/lost-factor/<str:public_id>/withdraw/", lost_factor.withdraw_view, name="lost_factor_withdraw"),
    path("second-lock/", factors.second_lock_view, name="second_lock"),
]
