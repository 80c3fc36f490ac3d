"""Routes of the pages for this audience."""

from django.urls import URLPattern, URLResolver, include, path

from frontend.staff import (
    election_urls,
    fairness,
    jobs,
    line_edit,
    line_sheet,
    money_urls,
    network_urls,
    notices,
    parts,
    plan_comparison,
    plan_files,
    plan_requests,
    plans,
    replans,
    requirements,
    structure_urls,
    tenders,
    today,
)

TENDER = "tenders/<int:tender_id>/"
LINES = TENDER + "requirements/"
PLANS = TENDER + "plans/"
app_name = "staff"
urlpatterns: list[URLPattern | URLResolver] = [
    path("today/", today.today, name="today"),
    path("tenders/", tenders.tender_list, name="tenders"),
    path("tenders/new/", notices.read_notice, name="tender-new"),
    path("tenders/notices/", notices.notice_list, name="notices"),
    path("tenders/notices/<int:notice_id>/", notices.notice, name="notice"),
    path("tenders/notices/<int:notice_id>/open/", notices.open_notice, name="notice-open"),
    path(TENDER, tenders.tender, name="tender"),
    path(LINES, requirements.requirements, name="requirements"),
    path(LINES + "begin/", requirements.begin, name="lines-begin"),
    path(LINES + "sheet.csv", line_sheet.sheet_template, name="sheet-template"),
    path(LINES + "sheet/", line_sheet.check_sheet, name="sheet"),
    path(LINES + "sheet/apply/", line_sheet.apply_sheet, name="sheet-apply"),
    path(LINES + "new/", line_edit.new_line, name="line-new"),
    path(LINES + "<int:line_id>/", line_edit.line, name="line"),
    path(LINES + "<int:line_id>/remove/", line_edit.remove_line, name="line-remove"),
    path(LINES + "<int:line_id>/<slug:part>/", line_edit.line_part, name="line-part"),
    path(TENDER + "plan/", plan_requests.new_plan, name="plan-new"),
    path(PLANS + "compare/", plan_comparison.compare, name="plan-compare"),
    path(PLANS + "<int:number>/", plans.plan, name="plan"),
    path(PLANS + "<int:number>/members/", plans.plan_members, name="plan-members"),
    path(PLANS + "<int:number>/again/", replans.again, name="plan-again"),
    path(PLANS + "<int:number>/settle/", replans.settle, name="plan-settle"),
    path(PLANS + "<int:number>/try/<int:repair>/", replans.try_one, name="repair-try"),
    path(PLANS + "<int:number>/parts/<slug:slug>/", parts.give_up, name="part"),
    path(PLANS + "<int:number>/parts/<slug:slug>/return/", parts.take_again, name="part-return"),
    path(PLANS + "<int:number>/what-if/", plan_requests.what_if, name="what-if"),
    path(PLANS + "<int:number>/fairness/", fairness.fairness, name="fairness"),
    path(PLANS + "<int:number>/fairness/stop/", fairness.stop, name="fairness-stop"),
    path(PLANS + "<int:number>/fairness/retry/", fairness.go_on, name="fairness-retry"),
    path(PLANS + "<int:number>/plan.<str:kind>", plan_files.plan_file, name="plan-file"),
    path("network/structures/", include(structure_urls.urlpatterns)),
    path("network/", include(network_urls.urlpatterns)),
    path("money/", include(money_urls.urlpatterns)),
    path("elections/", include(election_urls.urlpatterns)),
    path("jobs/<int:job_id>/", jobs.job, name="job"),
    path("jobs/<int:job_id>/stop/", jobs.stop_job, name="job-stop"),
    path("jobs/<int:job_id>/retry/", jobs.retry_job, name="job-retry"),
]
