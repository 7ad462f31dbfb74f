package org.relais.intake.limit;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much may be filed, joined and done with requests: by somebody without a token, told by their network address, and by a
 * client that has one.
 *
 * @param perHour requests in an hour, wherever they are
 * @param perHourAndPlace requests in an hour within about a kilometre
 * @param unlimitedOnThisMachine whether callers on a loopback address aren't counted; for trying it out only, since a caller on a
 *     private network can claim such an address
 * @param ofClientsPerHour requests that one client may file in an hour, in batches and one by one
 * @param ofClientsPerHourAndPlace those that it may file one by one within about a kilometre
 * @param photoFormsPerMinute forms with files, in a minute; asked before such a form is read. Of forms for Open311 only those count
 *     in which no known key is found
 * @param draftsPerHour requests begun on the pages in an hour, filed or not
 * @param actionsPerHour what may be added, judged, withdrawn and erased in an hour
 * @param actionsOfClientsPerHour the same for a client
 */
@ConfigurationProperties("relais.filing")
record FilingSettings(
        @DefaultValue("60") int perHour,
        @DefaultValue("20") int perHourAndPlace,
        @DefaultValue("false") boolean unlimitedOnThisMachine,
        @DefaultValue("10000") int ofClientsPerHour,
        @DefaultValue("1000") int ofClientsPerHourAndPlace,
        @DefaultValue("30") int photoFormsPerMinute,
        @DefaultValue("300") int draftsPerHour,
        @DefaultValue("300") int actionsPerHour,
        @DefaultValue("10000") int actionsOfClientsPerHour) {}
