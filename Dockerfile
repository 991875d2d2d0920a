# Builds any of the four services: docker build --build-arg SERVICE=order-service .
# The tree is compiled in a stage that does not depend on SERVICE, so once for all of them.
ARG BUILD_IMAGE=eclipse-temurin:25-jdk
ARG RUNTIME_IMAGE=eclipse-temurin:25-jre

FROM ${BUILD_IMAGE} AS build
# Slim base images have no folder for manual pages, and the package of a JRE, which Maven's depends on, fails without.
RUN mkdir -p /usr/share/man/man1 \
 && apt-get update \
 && apt-get install -y --no-install-recommends maven \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY . .
# The formatter is for developers: nothing is checked here, only built.
RUN mvn -B -ntp package -DskipTests -Dformatter.rests=true -pl user-service,product-service,order-service,orchestrator-service -am

FROM build AS layers
ARG SERVICE
RUN java -Djarmode=tools -jar ${SERVICE}/target/${SERVICE}-*.jar extract --layers --destination /layers \
 && mv /layers/application/${SERVICE}-*.jar /layers/application/service.jar

FROM ${RUNTIME_IMAGE}
RUN groupadd --system --gid 10001 saga && useradd --system --uid 10001 --gid saga --no-create-home saga
WORKDIR /service
# What changes least comes first, so that a new version of a service is a small layer.
COPY --from=layers /layers/dependencies/ ./
COPY --from=layers /layers/snapshot-dependencies/ ./
COPY --from=layers /layers/application/ ./
USER saga
ENV SERVER_PORT=8080
# One JSON object a line, with saga_id and trace_id; emptied, lines for people.
ENV LOGGING_STRUCTURED_FORMAT_CONSOLE=ecs
EXPOSE 8080
HEALTHCHECK --interval=5s --timeout=3s --start-period=90s --retries=3 \
    CMD curl -fsS -o /dev/null "http://127.0.0.1:${SERVER_PORT}/actuator/health/readiness" || exit 1
# Options for one environment go into JAVA_TOOL_OPTIONS.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "-jar", "service.jar"]
