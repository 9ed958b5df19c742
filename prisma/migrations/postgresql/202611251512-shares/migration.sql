-- CreateTable
CREATE TABLE "Share" (
    "id" SERIAL NOT NULL,
    "organizationId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "about" JSONB NOT NULL,
    "channelId" INTEGER NOT NULL,
    "byId" INTEGER NOT NULL,
    "installationId" INTEGER NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Share_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Share_channelId_at_idx" ON "Share"("channelId", "at");

-- CreateIndex
CREATE INDEX "Share_byId_idx" ON "Share"("byId");

-- CreateIndex
CREATE INDEX "Share_at_idx" ON "Share"("at");

-- AddForeignKey
ALTER TABLE "Share" ADD CONSTRAINT "Share_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Share" ADD CONSTRAINT "Share_channelId_fkey" FOREIGN KEY ("channelId") REFERENCES "Channel"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Share" ADD CONSTRAINT "Share_byId_fkey" FOREIGN KEY ("byId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
