-- CreateTable
CREATE TABLE "WhatIfQuestion" (
    "id" SERIAL NOT NULL,
    "organizationId" INTEGER NOT NULL,
    "askerId" INTEGER NOT NULL,
    "initiativeId" INTEGER NOT NULL,
    "words" TEXT NOT NULL,
    "changes" JSONB NOT NULL,
    "planVersion" INTEGER,
    "fingerprint" TEXT NOT NULL,
    "askedAt" TIMESTAMP(3) NOT NULL,
    "installationId" INTEGER NOT NULL,
    "channelId" INTEGER,

    CONSTRAINT "WhatIfQuestion_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "WhatIfQuestion_askerId_idx" ON "WhatIfQuestion"("askerId");

-- CreateIndex
CREATE INDEX "WhatIfQuestion_initiativeId_idx" ON "WhatIfQuestion"("initiativeId");

-- CreateIndex
CREATE INDEX "WhatIfQuestion_askedAt_idx" ON "WhatIfQuestion"("askedAt");

-- AddForeignKey
ALTER TABLE "WhatIfQuestion" ADD CONSTRAINT "WhatIfQuestion_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WhatIfQuestion" ADD CONSTRAINT "WhatIfQuestion_askerId_fkey" FOREIGN KEY ("askerId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WhatIfQuestion" ADD CONSTRAINT "WhatIfQuestion_initiativeId_fkey" FOREIGN KEY ("initiativeId") REFERENCES "Initiative"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WhatIfQuestion" ADD CONSTRAINT "WhatIfQuestion_channelId_fkey" FOREIGN KEY ("channelId") REFERENCES "Channel"("id") ON DELETE SET NULL ON UPDATE CASCADE;
