-- CreateTable
CREATE TABLE "HandedFile" (
    "id" TEXT NOT NULL,
    "organizationId" INTEGER,
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "content" BYTEA NOT NULL,
    "until" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "HandedFile_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "HandedFile_until_idx" ON "HandedFile"("until");

-- AddForeignKey
ALTER TABLE "HandedFile" ADD CONSTRAINT "HandedFile_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;
