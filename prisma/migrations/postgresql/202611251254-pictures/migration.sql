-- CreateTable
CREATE TABLE "Picture" (
    "id" TEXT NOT NULL,
    "organizationId" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "chart" TEXT NOT NULL,
    "until" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Picture_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Picture_until_idx" ON "Picture"("until");

-- CreateIndex
CREATE UNIQUE INDEX "Picture_organizationId_hash_key" ON "Picture"("organizationId", "hash");

-- AddForeignKey
ALTER TABLE "Picture" ADD CONSTRAINT "Picture_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;
