-- CreateTable
CREATE TABLE "HandedFile" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "organizationId" INTEGER,
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "content" BLOB NOT NULL,
    "until" DATETIME NOT NULL,
    CONSTRAINT "HandedFile_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "HandedFile_until_idx" ON "HandedFile"("until");
