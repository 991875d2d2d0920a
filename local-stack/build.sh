# Sourced by the scripts that start programs of this project, in its root, with their name in $script.

die() { echo "$script: $*" >&2; exit 1; }

major() { "$1" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -1; }

find_java() {
  local candidate newest=0 found="" version
  if [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/java" ]; then
    version=$(major "$JAVA_HOME/bin/java")
    if [ "${version:-0}" -ge 25 ]; then echo "$JAVA_HOME/bin/java"; return; fi
  fi
  for candidate in /usr/lib/jvm/*/bin/java /opt/java/*/bin/java /opt/*jdk*/bin/java \
      "$HOME"/.sdkman/candidates/java/*/bin/java "$HOME"/.jdks/*/bin/java \
      /Library/Java/JavaVirtualMachines/*/Contents/Home/bin/java "$(command -v java || true)"; do
    [ -x "$candidate" ] || continue
    version=$(major "$candidate")
    if [ "${version:-0}" -ge 25 ] && [ "$version" -gt "$newest" ]; then newest=$version; found=$candidate; fi
  done
  [ -n "$found" ] || return 1
  echo "$found"
}

build() {
  command -v mvn >/dev/null || die "Maven is missing; install Maven 3.8 or newer."
  echo "Building ..."
  local status=0
  mvn -B package -DskipTests -Dspotless.check.skip 2>&1 | tee .run/build.log \
    | sed -un 's/^\[INFO\] Building \([a-z-]*\) .*\[\([0-9]*\/[0-9]*\)\].*/  \2  \1/p' || status=$?
  [ "$status" -eq 0 ] || { grep -m 5 '^\[ERROR\]' .run/build.log >&2; die "the build failed; .run/build.log says why."; }
  touch .run/built
}

# Sets $java, and builds what has changed since it was built last.
prepare() {
  java=$(find_java) || die "a JDK 25 or newer is missing; install one (for example Eclipse Temurin 25) or set JAVA_HOME to it."
  mkdir -p .run
  if [ ! -e .run/built ] || [ ! -d local-stack/target/lib ] || [ ! -d benchmarks/target/lib ] \
      || [ ! -d benchmarks/jmh/target/lib ] || [ ! -d benchmarks/typical-demo/target/classes ] \
      || [ -n "$(find pom.xml ./*/pom.xml ./*/src/main benchmarks/*/pom.xml benchmarks/*/src/main -newer .run/built -print -quit)" ]; then
    build
  fi
}
