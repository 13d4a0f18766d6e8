# The API and the command line. Built from the repository's root, after ./mvnw -DskipTests package:
#     docker build -f docker/outpost.Dockerfile -t outpost/outpost:0.1.0 .
# BASE: any Linux with a Java 17, sh and bash.
ARG BASE=eclipse-temurin:17.0.19_10-jre-noble
FROM ${BASE}

ARG VERSION=0.1.0
LABEL org.opencontainers.image.title="outpost" \
      org.opencontainers.image.description="The API and the command line of Outpost" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}"

COPY LICENSE NOTICE /opt/outpost/
COPY api/target/lib /opt/outpost/api/lib
COPY api/target/outpost-api-${VERSION}.jar /opt/outpost/api/outpost-api.jar
COPY cli/target/lib /opt/outpost/cli/lib
COPY cli/target/outpost-cli-${VERSION}.jar /opt/outpost/cli/outpost-cli.jar
COPY cli/target/classpath-of-the-images.txt /opt/outpost/cli/classpath.txt
COPY flink-conf/outpost.yaml /opt/outpost/flink-conf/outpost.yaml
COPY docker/outpost /usr/local/bin/outpost

# Ledgers and what is known of the jobs; a new volume takes its owner from here. The same user as in Flink's image, since
# both write there.
RUN install -d -o 9999 -g 9999 -m 0750 /var/lib/outpost
ENV OUTPOST_DATA=/var/lib/outpost \
    OUTPOST_LOG_FORMAT=json
USER 9999:9999
WORKDIR /tmp
ENTRYPOINT ["outpost"]
CMD ["--help"]
