# Flink with the jobs, and the command line that submits them. Built from the repository's root, after
# ./mvnw -DskipTests package:
#     docker build -f docker/flink.Dockerfile -t outpost/flink:0.1.0 .
# BASE: Flink's official image, or one that is laid out like it (/opt/flink, user 9999).
ARG BASE=flink:2.2.1-java17
FROM ${BASE}

ARG VERSION=0.1.0
LABEL org.opencontainers.image.title="outpost-flink" \
      org.opencontainers.image.description="Flink with the jobs of Outpost" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}"

USER root
COPY LICENSE NOTICE /opt/outpost/
# Not in Flink's usrlib, all of whose jars become classes of each job in application mode.
COPY jobs/conditions/target/outpost-conditions.jar jobs/archive/target/outpost-archive.jar /opt/outpost/jobs/
# Refuses what other web pages ask of Flink's REST interface.
COPY cli/parts/flink/target/outpost-part-flink-${VERSION}.jar /opt/flink/lib/
# Lines of the log as JSON (flink-conf/log4j-console.properties).
COPY cli/parts/flink/target/image/log4j-layout-template-json.jar /opt/flink/lib/
COPY cli/target/lib /opt/outpost/cli/lib
COPY cli/target/outpost-cli-${VERSION}.jar /opt/outpost/cli/outpost-cli.jar
COPY cli/target/classpath-of-the-images.txt /opt/outpost/cli/classpath.txt
COPY docker/outpost /usr/local/bin/outpost

# Checkpoints and savepoints; a new volume takes its owner from here.
RUN install -d -o 9999 -g 9999 -m 0750 /var/lib/outpost
ENV OUTPOST_DATA=/var/lib/outpost
USER 9999:9999
