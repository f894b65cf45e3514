"""The application: every part put together, nothing kept in modules."""

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from engine.errors import BundleError
from engine.rulebook.signoff import NOT_SIGNED
from engine.service import evaluate, feedback, health, hooks, pages
from engine.service.contract import AnsweringEngine, RulesInUse
from engine.service.cors import Cors
from engine.service.frame import REQUEST_ID, Frame
from engine.service.health import version_of
from engine.service.modes import check_mode, signature_line
from engine.service.operation_outcome import (
    on_bundle_error,
    on_http_exception,
    on_refusal,
    on_validation_error,
)
from engine.service.refusal import Refusal
from engine.service.settings import Settings
from engine.service.state import Clock, Readiness, Running, utc_now
from engine.store.database import open_store


def create_app(
    settings: Settings,
    rulebook: RulesInUse,
    engine: AnsweringEngine,
    clock: Clock = utc_now,
) -> FastAPI:
    """The service for these rules, its store open and its tables in place.

    Raises `engine.service.modes.NotSignedError` where the mode does not allow
    the rules, and `engine.store.database.StoreError` for a database URL that
    cannot be used. The store is closed when the application shuts down.
    """
    check_mode(settings.mode, rulebook)
    app = FastAPI(
        title="Pinprick",
        summary="Red-flag rules for numbness over CDS Hooks",
        description=_standing(rulebook),
        version=version_of("pinprick"),
        lifespan=_closing_the_store,
        # Their scripts come from a foreign server; the description stays.
        docs_url=None,
        redoc_url=None,
        # A slash too many is a 404 that says so, not a redirect of a POST.
        redirect_slashes=False,
    )
    app.state.running = Running(
        settings=settings,
        rulebook=rulebook,
        engine=engine,
        store=open_store(settings.database_url.get_secret_value()),
        clock=clock,
        patient_secret=_patient_secret(settings),
        readiness=Readiness(),
        templates=pages.page_templates(),
    )
    _add_routes(app)
    _add_error_answers(app)
    _add_layers(app, settings)
    return app


def _standing(rulebook: RulesInUse) -> str:
    line = signature_line(rulebook)
    return f"{line}: for evaluation, not for care." if NOT_SIGNED in line else line


def _add_routes(app: FastAPI) -> None:
    for part in (hooks, feedback, evaluate, health, pages):
        app.include_router(part.router)


def _add_error_answers(app: FastAPI) -> None:
    app.add_exception_handler(Refusal, on_refusal)
    app.add_exception_handler(BundleError, on_bundle_error)
    app.add_exception_handler(HTTPException, on_http_exception)
    app.add_exception_handler(RequestValidationError, on_validation_error)


def _add_layers(app: FastAPI, settings: Settings) -> None:
    # The layer added last is the outermost: a 413 or 500 of the frame still
    # carries the CORS headers a browser needs to read it.
    app.add_middleware(Frame, max_body_bytes=settings.max_body_bytes)
    app.add_middleware(
        Cors,
        allow_origins=settings.cors_origins,
        allow_origin_regex=settings.cors_origin_regex.pattern,
        allow_methods=("GET", "POST"),
        allow_headers=("Authorization", "Content-Type"),
        expose_headers=(REQUEST_ID,),
    )


def _patient_secret(settings: Settings) -> bytes:
    if settings.patient_key_secret is None:
        return secrets.token_bytes(32)
    return settings.patient_key_secret.get_secret_value().encode()


@asynccontextmanager
async def _closing_the_store(app: FastAPI) -> AsyncIterator[None]:
    yield
    running: Running = app.state.running
    running.store.close()
