package org.relais.routing.calendar;

import java.time.LocalDate;

/** The public holidays that a territory keeps. */
@FunctionalInterface
public interface PublicHolidays {

    PublicHolidays NONE = day -> false;

    boolean include(LocalDate day);
}
