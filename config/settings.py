"""Every setting, in one file. What differs between places comes from environment variables (see `config.environment`).

`INTERDICT_ENV` is `development` (also for tests and commands) or `production` (what `config.wsgi` chooses).
Production refuses to start on settings that are only fit for development.
"""

from datetime import timedelta
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF, UNSAFE_EVAL, UNSAFE_INLINE
from django.core.exceptions import ImproperlyConfigured
from django.templatetags.static import static

from config import environment

BASE_DIR = Path(__file__).resolve().parent.parent

# --- Where we are ----------------------------------------------------------------------------------------------------

PRODUCTION = environment.choice("INTERDICT_ENV", ("development", "production"), default="development") == "production"
DEBUG = environment.switch("INTERDICT_DEBUG", default=not PRODUCTION)

DEVELOPMENT_KEY = "interdict-development-key-known-to-everyone-never-for-production"
SECRET_KEY = environment.text("INTERDICT_SECRET_KEY", DEVELOPMENT_KEY)

LOCAL_HOSTS = ["localhost", ".localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS = environment.words("INTERDICT_ALLOWED_HOSTS") or ([] if PRODUCTION else LOCAL_HOSTS)

if PRODUCTION:
    if DEBUG:
        raise ImproperlyConfigured("INTERDICT_DEBUG is on: production shows nobody its insides. Turn it off.")
    # The lengths are those which Django's own check security.W009 asks for.
    if SECRET_KEY == DEVELOPMENT_KEY or len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5:
        raise ImproperlyConfigured(
            "INTERDICT_SECRET_KEY must be set to a secret of at least 50 random characters, for example what "
            "python3 -c 'import secrets; print(secrets.token_urlsafe(50))' prints."
        )
    if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
        raise ImproperlyConfigured(
            "INTERDICT_ALLOWED_HOSTS must name the hosts that are served, separated by commas, and '*' is not a host."
        )

# Whether a second person must approve what somebody wrote before it is published. Off is for a desk of one.
SECOND_PERSON_REQUIRED = environment.switch("INTERDICT_SECOND_PERSON", default=True)

# --- What it is made of ----------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "config.desk.DeskConfig",  # Unfold; before django.contrib.admin, whose templates it replaces
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",  # before staticfiles: one way of serving static files everywhere
    "django.contrib.staticfiles",
    "corsheaders",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "axes",
    "articles",
    "sanctions",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "config.content_security.ContentSecurityMiddleware",  # above WhiteNoise: static files carry these headers too
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "axes.middleware.AxesMiddleware",  # last: words the answer to whoever tries too many passwords
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
ADMIN_PATH = "admin/"
LOGIN_URL, LOGIN_REDIRECT_URL = "admin:login", "admin:index"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_TZ = True

# --- Database --------------------------------------------------------------------------------------------------------

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASE: dict[str, Any] = {
    **environment.database("DATABASE_URL", f"sqlite:///{BASE_DIR}/var/interdict.sqlite3"),
}
if DATABASE["ENGINE"] == "django.db.backends.sqlite3":
    DATABASE["OPTIONS"] = {
        **DATABASE.get("OPTIONS", {}),
        # Readers go on while one writes; a writer takes its lock at the start, and waits up to 20 s for it, rather than
        # failing half-way (https://docs.djangoproject.com/en/5.2/ref/databases/#sqlite-transaction-behavior).
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;",
    }
    DATABASE["CONN_MAX_AGE"] = None  # a file does not go away; opening it anew took a tenth of an answer's time
else:
    DATABASE |= {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
DATABASES = {"default": DATABASE}

# --- Security --------------------------------------------------------------------------------------------------------

# Only where a proxy in front ends TLS and itself sets (never passes on) X-Forwarded-Proto.
if environment.switch("INTERDICT_BEHIND_TLS_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

CSRF_TRUSTED_ORIGINS = [
    environment.origin("INTERDICT_CSRF_TRUSTED_ORIGINS", value)
    for value in environment.words("INTERDICT_CSRF_TRUSTED_ORIGINS")
]

SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # asked over plain HTTP by the machine's own supervisor
SECURE_HSTS_SECONDS = environment.number("INTERDICT_HSTS_SECONDS", default=31_536_000) if PRODUCTION else 0
# Whether other names under the operator's domain speak TLS, and whether browsers should ship that as a fact, is the
# operator's to decide and hard to take back; the two checks that ask for it are answered here.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
if PRODUCTION:  # the prefix makes browsers refuse such a cookie from another host or over plain HTTP (RFC 6265bis)
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    },
}
# Django Unfold runs Alpine.js, which evaluates expressions in attributes, and sets styles inline.
ADMIN_CONTENT_SECURITY_POLICY = {
    **CONTENT_SECURITY_POLICY["DIRECTIVES"],
    "script-src": [SELF, UNSAFE_EVAL],
    "style-src": [SELF, UNSAFE_INLINE],
}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# Five wrong passwords for one name from one address, and that address waits before it may try that name again: the
# person whose name it is can still come in from elsewhere.
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "config.visitor.address_of"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_COOLOFF_MESSAGE = "Too many wrong passwords. Wait a quarter of an hour, then try again."
AXES_LOCKOUT_TEMPLATE = "locked.html"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # else whoever goes on trying would keep its owner out for ever
AXES_DISABLE_ACCESS_LOG = True  # who came in when is nobody's business; Django keeps the last time
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

# A long target in the admin has hundreds of names and measures with a dozen fields each; Django's limit is 1,000.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
FILE_UPLOAD_HANDLERS = ["config.uploads.NoUploads"]

# Where the files of official lists are kept as they came, by list and digest.
ARCHIVE = Path(environment.text("INTERDICT_ARCHIVE", str(BASE_DIR / "var" / "archive")))
# Where lists are fetched from instead of the address in sanctions/lists/catalogue.py: with a token of one's own, or
# where a keeper has moved a file. It must be on a host that the catalogue names.
LIST_ADDRESSES = environment.pairs("INTERDICT_LIST_ADDRESSES")

# --- Static files ----------------------------------------------------------------------------------------------------

STATIC_URL = "static/"
if PRODUCTION:
    STATIC_ROOT = environment.text("INTERDICT_STATIC_ROOT", str(BASE_DIR / "var" / "static"))
    STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
else:
    WHITENOISE_USE_FINDERS = True  # straight from the apps, with or without DEBUG: nothing to collect

# --- The API ---------------------------------------------------------------------------------------------------------

REST_FRAMEWORK: dict[str, Any] = {
    # Read-only and open to all: nobody is identified, so nothing can differ by who asks.
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "URL_FORMAT_OVERRIDE": None,
}

SPECTACULAR_SETTINGS = {
    "TITLE": "Interdict",
    "DESCRIPTION": (
        "Who sanctioned whom, with which measure, since when, until when, on whose word. Read-only, open to all. "
        "`as_of` asks what applied on a day, `known_at` what sources had said by then, `recorded_at` what stood here "
        "by then. Announced is not in force; affected is not designated; an allegation is not a fact."
    ),
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "SERVE_INCLUDE_SCHEMA": False,
    "COMPONENT_SPLIT_REQUEST": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
}

# --- The desk --------------------------------------------------------------------------------------------------------

UNFOLD = {
    "SITE_TITLE": "Interdict",
    "SITE_HEADER": "Interdict",
    "SITE_SYMBOL": "gavel",
    "SHOW_VIEW_ON_SITE": False,
    "SHOW_BACK_BUTTON": True,
    "DASHBOARD_CALLBACK": "sanctions.admin.work_list.start_page",
    "SIDEBAR": {"navigation": "sanctions.admin.navigation.navigation", "show_search": True, "command_search": True},
    "STYLES": [lambda request: static("interdict/desk.css")],
    "SCRIPTS": [lambda request: static("interdict/desk.js")],
    "COLORS": {  # the blue of the public pages' links, lighter and darker
        "primary": {
            "50": "#f2f6fa",
            "100": "#e3ecf5",
            "200": "#c5d8ea",
            "300": "#9cc4ee",
            "400": "#7fb2e0",
            "500": "#4f93cc",
            "600": "#1d5f98",
            "700": "#1d4f7c",
            "800": "#1a4166",
            "900": "#173654",
            "950": "#102437",
        },
    },
}


# Anybody's page may read; no credentials are ever involved.
CORS_URLS_REGEX = r"^/api/"
CORS_ALLOW_ALL_ORIGINS = True
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS"]
CORS_EXPOSE_HEADERS = ["ETag"]

# --- Logs ------------------------------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "config.logs.LineFormatter",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        },
    },
    "filters": {"without_query": {"()": "config.logs.WithoutQuery"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["without_query"]},
    },
    "root": {
        "handlers": ["console"],
        "level": environment.choice(
            "INTERDICT_LOG_LEVEL", ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"), default="INFO"
        ),
    },
    "loggers": {
        # Django's own handlers (console only under DEBUG, mail to admins) give way to the one above.
        "django": {"handlers": [], "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
        # Scanners ask for made-up hosts all day and get a 400; a traceback for each would bury everything else.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        "axes": {"level": "WARNING"},  # what goes wrong, and not each time that somebody comes in
    },
}
