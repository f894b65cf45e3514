# An image with a hospital's own rules instead of those that ship:
#
#   docker build --file deploy/container/own-rules.Dockerfile \
#     --build-arg PINPRICK=pinprick:0.1.0 --tag hospital/pinprick:2026-11-29 PATH
#
# PATH is a folder that holds the folder `rules`. Rules that cannot be used make
# no image, so none can be rolled out; a rollback is the tag before.
ARG PINPRICK=pinprick:0.1.0
FROM ${PINPRICK}

USER 0:0
RUN rm -rf /opt/pinprick/rules
COPY rules /opt/pinprick/rules
RUN chmod -R u=rwX,go=rX /opt/pinprick/rules

USER 10001:10001
RUN pinprick rules check && pinprick rules test
