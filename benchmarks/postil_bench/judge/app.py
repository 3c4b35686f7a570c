"""The judging page: server-rendered, works by forms alone; a little JavaScript adds keys and saving by itself.

No page, header or request says whose answer is shown or what the engine thinks of it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from postil_bench.judge.desk import Desk, key_of, sides
from postil_bench.judge.guard import Guard
from postil_bench.judge.keys import Keys
from postil_bench.judge.pages import Pages
from postil_bench.judge.plan import Task
from postil_bench.judge.standing import Standing
from postil_bench.judge.store import SKIP

Act: TypeAlias = Callable[[str, FormData], str]
_NO_TASK = "This question is not on your list."


class JudgingPage:
    """The web face of a desk.

    Args:
        desk: where the work is kept.
        keys: who is let in.
        reveal: whether judges who are done may ask whose answers they judged.
        hosts: the names under which the page may be asked for; others are refused (DNS rebinding).
    """

    def __init__(self, desk: Desk, keys: Keys, *, reveal: bool, hosts: list[str]) -> None:
        self._desk, self._keys, self._reveal = desk, keys, reveal
        self._pages = Pages(desk.study.rubric)
        routes = [
            Route("/", self._home),
            Route("/login", self._login, methods=["GET", "POST"]),
            Route("/queue", self._queue),
            Route("/done", self._done),
            Route("/task/{task}", self._task),
            Route("/task/{task}/verdict", self._acting(self._say), methods=["POST"]),
            Route("/task/{task}/draft", self._acting(self._draft), methods=["POST"]),
            Route("/undo", self._acting(self._undo), methods=["POST"]),
            Route("/reveal", self._acting(self._show_all), methods=["POST"]),
            Mount("/assets", StaticFiles(packages=[("postil_bench.judge", "assets")])),
        ]
        self.app = Starlette(
            routes=routes,
            middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=hosts), Middleware(Guard)],
            exception_handlers={HTTPException: self._problem, Exception: self._fault},
        )

    def _judge(self, request: Request) -> str:
        judge = self._keys.judge_of_session(request.cookies.get(self._keys.cookie, ""))
        if judge is None:
            raise HTTPException(401, "Open the link that you were given, or enter its code below.")
        return judge

    def _home(self, request: Request) -> Response:
        return RedirectResponse(self._next(self._judge(request)), 303)

    async def _login(self, request: Request) -> Response:
        form = await request.form() if request.method == "POST" else request.query_params
        judge = self._keys.judge_of_token(str(form.get("token", "")).strip())
        if judge is None:
            told = "This code lets nobody in." if form.get("token") else ""
            return self._pages.show("login.html", status=403 if told else 200, problem=told)
        answer = RedirectResponse("/", 303)
        secure = request.url.scheme == "https"
        answer.set_cookie(
            self._keys.cookie, self._keys.session(judge), httponly=True, samesite="lax", secure=secure
        )
        return answer

    def _task(self, request: Request) -> Response:
        judge = self._judge(request)
        task = self._found(judge, request.path_params["task"])
        standing = self._desk.standing(judge)
        tasks = [known.id for known in self._desk.tasks(judge)]
        place = tasks.index(task.id)
        return self._page(
            judge,
            standing,
            "task.html",
            view=self._desk.view(judge, task, standing),
            place=place + 1,
            previous=tasks[place - 1] if place else "",
            following=tasks[place + 1] if place + 1 < len(tasks) else "",
        )

    def _queue(self, request: Request) -> Response:
        judge = self._judge(request)
        standing = self._desk.standing(judge)
        rows = []
        for task in self._desk.tasks(judge):
            given, drafted = standing.verdicts.get(key_of(task)), standing.drafts.get(key_of(task))
            state = "open" if given is None else "skipped" if given.choice == SKIP else "judged"
            rows.append((task.id, "draft" if given is None and drafted else state))
        return self._page(judge, standing, "queue.html", rows=rows)

    def _done(self, request: Request) -> Response:
        judge = self._judge(request)
        standing = self._desk.standing(judge)
        return self._page(
            judge,
            standing,
            "done.html",
            may_reveal=self._reveal and not standing.revealed,
            revealed=self._identities(judge, standing) if self._reveal and standing.revealed else [],
        )

    def _identities(self, judge: str, standing: Standing) -> list[tuple[str, str, str]]:
        """The question, whose answers stood there and what was said, for each verdict of ``judge``."""
        views = [self._desk.view(judge, task, standing) for task in self._desk.tasks(judge)]
        return [
            (view.item.question, " / ".join(sides(view.task)), self._pages.label(view.choice))
            for view in views
        ]

    def _page(self, judge: str, standing: Standing, template: str, **values: Any) -> HTMLResponse:
        return self._pages.show(
            template,
            judge=judge,
            form=self._keys.form(judge),
            progress=self._desk.progress(judge, standing),
            undo="" if standing.revealed or not standing.last else standing.last.id,
            adjudicates=judge in self._desk.adjudicators,
            **values,
        )

    def _acting(self, act: Act) -> Callable[[Request], Awaitable[Response]]:
        """A handler that does ``act`` for a form of a judge, then sends them on."""

        async def handle(request: Request) -> Response:
            judge = self._judge(request)
            form = await request.form(max_files=0, max_fields=10)
            if not self._keys.is_form_of(judge, str(form.get("form", ""))):
                raise HTTPException(403, "This form is not from your page. Go back, reload, try again.")
            target = await run_in_threadpool(act, judge, FormData({**request.path_params, **form}))
            if request.headers.get("accept") == "application/json":
                return JSONResponse({"next": target})
            return RedirectResponse(target, 303)

        return handle

    def _say(self, judge: str, form: FormData) -> str:
        task = self._found(judge, str(form["task"]))
        reason = str(form.get("reason", ""))
        choice = SKIP if reason else str(form.get("choice", ""))
        if not self._desk.say(judge, task, choice, str(form.get("note", "")), reason):
            raise HTTPException(409, "This verdict cannot be given.")
        return self._next(judge, task.id)

    def _draft(self, judge: str, form: FormData) -> str:
        task = self._found(judge, str(form["task"]))
        self._desk.keep_draft(judge, task, str(form.get("note", "")))
        return f"/task/{task.id}"

    def _undo(self, judge: str, form: FormData) -> str:
        verdict = str(form.get("verdict", ""))
        task = self._desk.undo(judge, int(verdict)) if verdict.isdecimal() and len(verdict) < 19 else None
        return f"/task/{task.id}" if task else self._next(judge)

    def _show_all(self, judge: str, _form: FormData) -> str:
        if self._reveal:
            self._desk.reveal(judge)
        return "/done"

    def _next(self, judge: str, after: str = "") -> str:
        task = self._desk.open_task(judge, after)
        return f"/task/{task.id}" if task else "/done"

    def _found(self, judge: str, task_id: str) -> Task:
        task = self._desk.task(judge, task_id)
        if task is None:
            raise HTTPException(404, _NO_TASK)
        return task

    def _problem(self, _request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        told = error.detail if isinstance(error, HTTPException) else ""
        template = "login.html" if status == 401 else "problem.html"
        return self._pages.show(template, status=status, problem=told)

    def _fault(self, _request: Request, _error: Exception) -> Response:
        told = "The server failed. What you have said so far is kept; reload to go on."
        return self._pages.show("problem.html", status=500, problem=told)
