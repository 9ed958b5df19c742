-- CreateTable
CREATE TABLE "Picture" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "organizationId" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "chart" TEXT NOT NULL,
    "until" DATETIME NOT NULL,
    CONSTRAINT "Picture_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "Picture_until_idx" ON "Picture"("until");

-- CreateIndex
CREATE UNIQUE INDEX "Picture_organizationId_hash_key" ON "Picture"("organizationId", "hash");
