-- CreateTable
CREATE TABLE "Share" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "organizationId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "about" JSONB NOT NULL,
    "channelId" INTEGER NOT NULL,
    "byId" INTEGER NOT NULL,
    "installationId" INTEGER NOT NULL,
    "at" DATETIME NOT NULL,
    CONSTRAINT "Share_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Share_channelId_fkey" FOREIGN KEY ("channelId") REFERENCES "Channel" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Share_byId_fkey" FOREIGN KEY ("byId") REFERENCES "Person" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "Share_channelId_at_idx" ON "Share"("channelId", "at");

-- CreateIndex
CREATE INDEX "Share_byId_idx" ON "Share"("byId");

-- CreateIndex
CREATE INDEX "Share_at_idx" ON "Share"("at");
