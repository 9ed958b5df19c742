# Tandem: built in one image, run in a smaller one. docker build -t tandem .
FROM node:20-slim AS build
WORKDIR /app
# better-sqlite3 is compiled where no ready-made binary can be downloaded.
RUN apt-get update && apt-get install -y --no-install-recommends python3 make g++ && rm -rf /var/lib/apt/lists/*
COPY package.json package-lock.json tsconfig.json ./
# What the install scripts read: they generate the database clients and bundle the sources.
COPY prisma ./prisma
COPY scripts ./scripts
COPY src ./src
RUN npm ci && npm prune --omit=dev --ignore-scripts

FROM node:20-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/prisma ./prisma
# For doctor, which compares them with the commands.
COPY manifests ./manifests
# Served as pages: Teams' manifest points at them.
COPY docs/privacy.md docs/terms.md ./docs/
# The embedded database, where DATABASE_URL names no other.
RUN mkdir data && chown node:node data
VOLUME /app/data
USER node
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 3000) + '/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Node itself is the first process: it hears SIGTERM and finishes what it began.
CMD ["node", "dist/main.js"]
