# The collector, with the widget's files that it serves. Built from this repository: docker build -t howlikely .
FROM node:24-slim AS build
WORKDIR /source
COPY . .
RUN npm ci --no-audit --no-fund && npm run build -- --quiet

FROM node:24-slim
WORKDIR /app
# All libraries are in the built files.
COPY --from=build /source/dist ./dist
COPY --from=build /source/package.json /source/LICENSE ./
RUN mkdir /data && chown node:node /data
USER node
ENV HOST=0.0.0.0 PORT=8787 DATA_FOLDER=/data STOP_DELAY=2
VOLUME /data
EXPOSE 8787
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/healthz').then(answer => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "dist/command/howlikely.js"]
CMD ["collect"]
