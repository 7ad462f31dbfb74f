package org.relais.intake.limit;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much somebody without a token may file and join, told by their network address.
 *
 * @param perHour requests in an hour, wherever they are
 * @param perHourAndPlace requests in an hour within about a kilometre
 * @param unlimitedOnThisMachine whether callers on a loopback address aren't counted; for trying it out only, since a caller on a
 *     private network can claim such an address
 * @param inBatchesPerHour requests that one partner may file in batches in an hour
 * @param photoFormsPerMinute forms with files on the pages, in a minute; asked before such a form is read
 */
@ConfigurationProperties("relais.filing")
record FilingSettings(
        @DefaultValue("60") int perHour,
        @DefaultValue("20") int perHourAndPlace,
        @DefaultValue("false") boolean unlimitedOnThisMachine,
        @DefaultValue("10000") int inBatchesPerHour,
        @DefaultValue("30") int photoFormsPerMinute) {}
