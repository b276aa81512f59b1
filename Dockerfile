# syntax=docker/dockerfile:1
# Builds the web app and the widget, then keeps what the server needs to run: Node runs its TypeScript as it is.
FROM node:24-bookworm-slim AS manifests
WORKDIR /app
ENV CI=true
RUN npm install --global pnpm@12.21.0
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml .pnpmfile.mjs ./
COPY prisma/package.json prisma/
COPY server/package.json server/
COPY web/package.json web/
COPY widget/package.json widget/
COPY test/package.json test/

FROM manifests AS build
RUN pnpm install --frozen-lockfile
COPY . .
RUN pnpm build

FROM manifests AS production
RUN pnpm install --frozen-lockfile --prod --filter @switchboard/server...

FROM node:24-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 DATA_DIR=/data
COPY --from=production /app ./
COPY --from=build /app/server/src server/src
COPY --from=build /app/prisma/gen prisma/gen
COPY --from=build /app/prisma/migrations prisma/migrations
COPY --from=build /app/web/dist web/dist
COPY --from=build /app/web/src/gql/gen/persisted.json web/src/gql/gen/persisted.json
COPY --from=build /app/widget/dist widget/dist
COPY --from=build /app/widget/src/protocol.ts widget/src/protocol.ts
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD node -e "fetch('http://127.0.0.1:'+process.env.PORT+'/readyz').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"
CMD ["node", "server/src/main.ts"]
