# Sourced by ./relais and bench/run: finds a JDK 25 and names it in $jdk, or says what to install and ends.

case "${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}" in en*) english=yes ;; *) english=no ;; esac
say() { if [ "$english" = yes ]; then printf '%s\n' "$2" >&2; else printf '%s\n' "$1" >&2; fi; }

is_25() { [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && "$1/bin/java" -version 2>&1 | grep -q 'version "25'; }

find_jdk() {
  if [ -n "${JAVA_HOME:-}" ] && is_25 "$JAVA_HOME"; then echo "$JAVA_HOME"; return; fi
  if [ -x /usr/libexec/java_home ] && home=$(/usr/libexec/java_home -F -v 25 2>/dev/null) && is_25 "$home"; then
    echo "$home"; return
  fi
  for home in /usr/lib/jvm/*25* /usr/lib64/jvm/*25* /opt/*jdk*25* /opt/java/*25* /usr/local/*jdk*25* \
      "${SDKMAN_DIR:-$HOME/.sdkman}"/candidates/java/25* "$HOME"/.jdks/*25* "$HOME"/.local/share/mise/installs/java/*25* \
      /Library/Java/JavaVirtualMachines/*25*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*25*/Contents/Home \
      /opt/homebrew/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home; do
    if is_25 "$home"; then echo "$home"; return; fi
  done
  if java=$(command -v java); then
    home=$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p')
    if is_25 "$home"; then echo "$home"; return; fi
  fi
  return 1
}

if ! jdk=$(find_jdk); then
  say "Relais a besoin d’un JDK 25 et n’en trouve pas. Installez-en un, par exemple Temurin 25 (https://adoptium.net), puis relancez ; s’il est ailleurs qu’à l’endroit habituel, indiquez-le par JAVA_HOME." \
      "Relais needs a JDK 25 and finds none. Install one, for example Temurin 25 (https://adoptium.net), and run this again; if it isn't in the usual place, name it by JAVA_HOME."
  exit 1
fi
