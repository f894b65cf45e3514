"""The application: every part put together, nothing kept in modules."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from engine.errors import BundleError
from engine.service import evaluate, feedback, health, hooks
from engine.service.admission import Admission, Most
from engine.service.auth.door import door
from engine.service.auth.exposure import check_exposure
from engine.service.body import Threads
from engine.service.contract import AnsweringEngine, RulesInUse
from engine.service.cors import Cors
from engine.service.counting import Counting
from engine.service.fhir_server.configured import fhir_servers
from engine.service.frame import REQUEST_ID, Frame
from engine.service.health import version_of
from engine.service.heartbeat import Heart
from engine.service.modes import check_mode, standing_line
from engine.service.observe import metrics_page
from engine.service.observe.layer import Watch
from engine.service.observe.traces import OURS_ALONE
from engine.service.observe.watching import Watching, watching_of
from engine.service.operation_outcome import (
    on_bundle_error,
    on_http_exception,
    on_refusal,
    on_validation_error,
)
from engine.service.refusal import Refusal
from engine.service.reload import services_for
from engine.service.room.login.setup import login_of
from engine.service.room.page import page_templates
from engine.service.room.refused import readable
from engine.service.room.room import room_of
from engine.service.room.routes import OPEN, ROUTERS
from engine.service.room.visitor import READER, VISITOR, SignInNeeded, on_sign_in_needed
from engine.service.rules_standing import RulesStanding
from engine.service.settings import Settings
from engine.service.snooze import snooze_of
from engine.service.state import (
    RULES_DIGEST,
    Clock,
    Doors,
    Readiness,
    Running,
    utc_now,
)
from engine.store.database import Store, open_store


def create_app(
    settings: Settings,
    rulebook: RulesInUse,
    engine: AnsweringEngine,
    clock: Clock = utc_now,
    doors: Doors | None = None,
) -> FastAPI:
    """The service for these rules, its store open and its tables in place.

    Raises `engine.service.modes.NotSignedError` where the mode does not allow
    the rules, and `engine.store.connect.StoreError` for a database URL or tables
    that cannot be used. The store is closed when the application shuts down.
    `doors` replaces who is let in and what is fetched by the settings.
    """
    check_mode(settings.mode, rulebook)
    check_exposure(settings)
    app = FastAPI(
        title="Pinprick",
        summary="Red-flag rules for numbness over CDS Hooks",
        description=standing_line(rulebook),
        version=version_of("pinprick"),
        lifespan=_closing_the_store,
        # Their scripts come from a foreign server; the description stays.
        docs_url=None,
        redoc_url=None,
        # A slash too many is a 404 that says so, not a redirect of a POST.
        redirect_slashes=False,
        telemetry=OURS_ALONE,
    )
    app.state.running = _parts(settings, rulebook, engine, clock, doors)
    app.state.heart = Heart()
    _add_routes(app)
    _add_error_answers(app)
    _add_layers(app, settings, app.state.running.watching)
    return app


def _parts(
    settings: Settings,
    rulebook: RulesInUse,
    engine: AnsweringEngine,
    clock: Clock,
    doors: Doors | None,
) -> Running:
    login = login_of(settings)
    store = open_store(
        settings.database_url.get_secret_value(),
        upgrade_at_start=settings.upgrade_at_start,
    )
    watching = watching_of(settings, version_of("pinprick"))
    readiness = Readiness(counted=watching.meters.fault)
    return Running(
        settings=settings,
        rulebook=rulebook,
        engine=engine,
        store=store,
        clock=clock,
        snooze=snooze_of(settings),
        readiness=readiness,
        templates=page_templates(),
        services=services_for(settings, rulebook),
        threads=Threads(settings.large_calls),
        doors=doors or _doors(settings, store, readiness, clock),
        room=room_of(settings, rulebook, engine, store),
        login=login,
        counting=Counting(store, rulebook, readiness),
        standing=RulesStanding(clock()),
        watching=watching,
    )


def _doors(
    settings: Settings, store: Store, readiness: Readiness, clock: Clock
) -> Doors:
    return Doors(door(settings, store, readiness, clock), fhir_servers(settings))


def _add_routes(app: FastAPI) -> None:
    for part in (hooks, feedback, evaluate, health, metrics_page):
        app.include_router(part.router)
    for router in OPEN:
        app.include_router(router)
    for router in ROUTERS:
        app.include_router(router, dependencies=[VISITOR, READER])


def _add_error_answers(app: FastAPI) -> None:
    app.add_exception_handler(Refusal, readable(on_refusal))
    app.add_exception_handler(SignInNeeded, on_sign_in_needed)
    app.add_exception_handler(BundleError, readable(on_bundle_error))
    app.add_exception_handler(HTTPException, readable(on_http_exception))
    app.add_exception_handler(RequestValidationError, readable(on_validation_error))


def _add_layers(app: FastAPI, settings: Settings, watching: Watching) -> None:
    # The layer added last is the outermost: a 413 or 500 of the frame still
    # carries the CORS headers a browser needs to read it.
    app.add_middleware(Admission, most=_most(settings), load=watching.load)
    app.add_middleware(Frame, max_body_bytes=settings.max_body_bytes)
    app.add_middleware(
        Cors,
        allow_origins=settings.cors_origins,
        allow_origin_regex=settings.cors_origin_regex.pattern,
        allow_methods=("GET", "POST"),
        allow_headers=("Authorization", "Content-Type"),
        expose_headers=(REQUEST_ID, RULES_DIGEST),
    )
    app.add_middleware(Watch, watching=watching)


def _most(settings: Settings) -> Most:
    return Most(
        calls=settings.max_calls,
        body_bytes=settings.max_waiting_bytes,
        largest_body=settings.max_body_bytes,
        seconds=settings.call_seconds,
    )


@asynccontextmanager
async def _closing_the_store(app: FastAPI) -> AsyncIterator[None]:
    first: Running = app.state.running
    flushing = asyncio.create_task(first.counting.keep_flushing())
    heart: Heart = app.state.heart
    beating = asyncio.create_task(heart.keep_beating(app))
    yield
    # The one at the end: a reload may have put another in its place.
    running: Running = app.state.running
    flushing.cancel()
    beating.cancel()
    running.threads.close()
    running.room.close()
    await run_in_threadpool(running.counting.flush)
    await heart.stop(running)
    running.store.close()
    await run_in_threadpool(running.watching.close)
