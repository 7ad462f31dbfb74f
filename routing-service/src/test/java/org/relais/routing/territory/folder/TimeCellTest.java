package org.relais.routing.territory.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.relais.routing.calendar.PublicHolidays;
import org.relais.routing.calendar.WorkingCalendar;
import org.relais.routing.rules.TimeWindow;

class TimeCellTest {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private static final WorkingCalendar CALENDAR = new WorkingCalendar(
            PARIS,
            Map.of(DayOfWeek.MONDAY, List.of(new WorkingCalendar.Opening(LocalTime.of(9, 0), LocalTime.of(17, 0)))),
            PublicHolidays.NONE,
            Set.of());

    /** 2026-11-23 is a Monday. */
    @ParameterizedTest(name = "{0} at {1}: {2}")
    @CsvSource(delimiter = '¦', textBlock = """
        mo-fr                          ¦ 2026-11-27T23:59 ¦ true
        mo-fr                          ¦ 2026-11-28T00:00 ¦ false
        sa|su                          ¦ 2026-11-28T12:00 ¦ true
        Sa - Mo                        ¦ 2026-11-23T12:00 ¦ true
        sa-mo                          ¦ 2026-11-24T12:00 ¦ false
        mo-we|fr                       ¦ 2026-11-26T12:00 ¦ false
        06-15..09-15                   ¦ 2031-09-15T23:59 ¦ true
        06-15..09-15                   ¦ 2031-09-16T00:00 ¦ false
        12-20..01-05                   ¦ 2027-01-05T12:00 ¦ true
        12-20..01-05                   ¦ 2027-01-06T12:00 ¦ false
        12-24 | 12-31                  ¦ 2027-12-31T12:00 ¦ true
        02-29                          ¦ 2028-02-29T12:00 ¦ true
        2026-06-15 .. 2026-09-15       ¦ 2026-09-15T12:00 ¦ true
        2026-06-15..2026-09-15         ¦ 2027-09-15T12:00 ¦ false
        sa|su 08:00-20:00              ¦ 2026-11-28T08:00 ¦ true
        sa|su 08:00-20:00              ¦ 2026-11-28T20:00 ¦ false
        sa|su 08:00-20:00              ¦ 2026-11-27T08:00 ¦ false
        fr 22:00-06:00                 ¦ 2026-11-27T05:59 ¦ true
        fr 22:00-06:00                 ¦ 2026-11-28T05:59 ¦ false
        06:00-08:00|18:00-22:00        ¦ 2026-11-28T19:00 ¦ true
        06:00-08:00|18:00-22:00        ¦ 2026-11-28T12:00 ¦ false
        11-01..11-30 mo open           ¦ 2026-11-23T10:00 ¦ true
        11-01..11-30 mo closed         ¦ 2026-11-23T10:00 ¦ false
        mo-su                          ¦ 2026-11-28T12:00 ¦ true
        """)
    void readsWhenARowApplies(String cell, LocalDateTime moment, boolean applies) {
        List<String> problems = new ArrayList<>();

        TimeWindow window = TimeCell.read(cell, (code, part) -> problems.add(code + " " + part));

        assertThat(problems).isEmpty();
        assertThat(window.includes(moment.atZone(PARIS).toInstant(), CALENDAR)).isEqualTo(applies);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '¦', textBlock = """
        monday                         ¦ rule.time monday
        mo-fr-su                       ¦ rule.time mo-fr-su
        sa|                            ¦ rule.time sa|
        sa|12-25                       ¦ rule.time sa|12-25
        8:00-20:00                     ¦ rule.time 8:00-20:00
        10:00-10:00                    ¦ rule.time 10:00-10:00
        2026-02-29                     ¦ rule.time 2026-02-29
        06-15..09-15..10-15            ¦ rule.time 06-15..09-15..10-15
        2026-09-15..2026-06-15         ¦ rule.time_order 2026-09-15..2026-06-15
        open closed                    ¦ rule.time_twice closed
        sa su 08:00-20:00              ¦ rule.time_twice su
        """)
    void namesThePartThatIsWrong(String cell, String problem) {
        List<String> problems = new ArrayList<>();

        TimeCell.read(cell, (code, part) -> problems.add(code + " " + part));

        assertThat(problems).containsExactly(problem);
    }

    @ParameterizedTest(name = "{0} covers {1}: {2}")
    @CsvSource(delimiter = '¦', textBlock = """
        mo-fr                          ¦ tu|we                       ¦ true
        mo-fr                          ¦ fr|sa                       ¦ false
        mo-fr                          ¦ tu open                     ¦ true
        tu open                        ¦ mo-fr                       ¦ false
        tu open                        ¦ tu open 08:00-09:00         ¦ true
        06-15..09-15                   ¦ 07-01..07-31                ¦ true
        06-15..09-15                   ¦ 2026-07-01..2026-08-31      ¦ true
        06-15..09-15                   ¦ 2026-07-01..2027-07-31      ¦ false
        12-20..01-05                   ¦ 12-31..01-01                ¦ true
        2026-06-01..2026-08-31         ¦ 07-01..07-31                ¦ false
        12-24|12-31                    ¦ 12-31                       ¦ true
        06-01..08-31                   ¦ 07-14|08-15                 ¦ true
        *                              ¦ mo-fr                       ¦ true
        mo-su                          ¦ *                           ¦ true
        """)
    void tellsWhichWindowHoldsWhich(String wider, String narrower, boolean covers) {
        TimeWindow one = TimeCell.read(wider, (code, part) -> {});
        TimeWindow other = TimeCell.read(narrower, (code, part) -> {});

        assertThat(one.covers(other)).isEqualTo(covers);
    }
}
