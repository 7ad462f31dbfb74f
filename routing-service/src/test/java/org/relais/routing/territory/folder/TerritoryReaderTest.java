package org.relais.routing.territory.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.relais.routing.territory.DeadlinePolicy;
import org.relais.routing.territory.Service;
import org.relais.routing.territory.Service.PlaceDemand;
import org.relais.routing.territory.Territory;
import org.relais.routing.territory.TerritoryDocument;

class TerritoryReaderTest {

    private static final Instant REVIEWED = Instant.parse("2026-06-01T09:00:00Z");

    @Test
    void aFileThatASpreadsheetSavedInAnotherEncodingIsNamedWithItsLine(@TempDir Path folder) throws IOException {
        Files.write(
                folder.resolve("rules.csv"), "id,service\nécole,pothole\n".getBytes(Charset.forName("windows-1252")));

        assertThat(TerritoryReader.read(TerritoryFiles.in(folder)).findings())
                .extracting(Finding::file, Finding::line, Finding::code)
                .containsExactly(tuple("rules.csv", 2, "file.not_utf8"));
    }

    /** The rows are compared even where one of them can't be read. */
    @Test
    void datesInTheWrongOrderAreNamedBelowASeasonToo() {
        String night = DemoTerritory.text("rules.csv")
                .lines()
                .filter(row -> row.startsWith("obstructive-night,"))
                .findFirst()
                .orElseThrow();
        String rules = DemoTerritory.text("rules.csv")
                .replace(
                        night,
                        night.replace("obstructive-night,", "season,").replace(",closed,", ",06-15..09-15,")
                                + "\n"
                                + night.replace(",closed,", ",2026-09-15..2026-06-15,"));

        List<Finding> findings =
                TerritoryReader.read(DemoTerritory.with("rules.csv", rules)).findings();

        assertThat(findings).extracting(Finding::code).contains("rule.time_order");
    }

    /** A file, what stands there, what is put in its place, and what is found in that line. */
    @ParameterizedTest(name = "{3} in {0}: {1} → {2}")
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
        territory.yaml   ¦ timeZone: Europe/Paris        ¦ timeZone: Europe/Pari           ¦ timezone.unknown
        territory.yaml   ¦ phoneRegion: FR               ¦ phoneRegion: XX                 ¦ region.unknown
        territory.yaml   ¦ lookAlikeMetres: 150          ¦ lookAlikeMetres: 9999          ¦ metres.range
        territory.yaml   ¦ routeAt: 0.9                  ¦ routeAt: 1.2                    ¦ suggestion.share
        territory.yaml   ¦ routeAt: 0.9                  ¦ routeAt: 0                      ¦ suggestion.share
        territory.yaml   ¦ routeAt: 0.9                  ¦ routeat: 0.9                    ¦ key.unknown
        territory.yaml   ¦ enabled: true                 ¦ enabled: yes                    ¦ value.not_boolean
        territory.yaml   ¦ contradiction: mark           ¦ contradiction: marc             ¦ suggestion.contradiction
        territory.yaml   ¦ jurisdictionId: valmont       ¦ jurisdictionId: Val mont        ¦ code.form
        territory.yaml   ¦ emergencyNumber: "112"        ¦ emergencyNumbr: "112"           ¦ key.unknown
        territory.yaml   ¦ latitude: 48.85               ¦ latitude: 148.85                ¦ centre.range
        territory.yaml   ¦ [fr, en]                      ¦ [fr, xx, en]                    ¦ language.unknown
        territory.yaml   ¦ email: mairie@valmont.example ¦ email: mairie                   ¦ email.form
        territory.yaml   ¦ timeZone: Europe/Paris        ¦ timeZone: @Europe/Paris         ¦ yaml.syntax
        departments.yaml ¦ - code: voirie                ¦ - code: Voirie_1                ¦ code.form
        departments.yaml ¦ - code: eclairage             ¦ - code: voirie                  ¦ code.duplicate
        departments.yaml ¦ - code: eclairage             ¦ - code: admin                   ¦ code.reserved
        departments.yaml ¦ - code: eclairage             ¦ - code: intake-service          ¦ code.reserved
        departments.yaml ¦ kafka: true                   ¦ kafka: oui                      ¦ value.not_boolean
        departments.yaml ¦ kafka: true                   ¦ kafla: true                     ¦ key.unknown
        departments.yaml ¦ `name: { fr: "Voirie", en: "Roads" }` ¦ `name: { fr: "Voirie" }` ¦ translation.missing
        departments.yaml ¦ `name: { fr: "Voirie", en: "Roads" }` ¦ `name: { fr: "Voirie", en: "" }` ¦ value.empty
        services.yaml    ¦ - code: damaged-pavement      ¦ - code: pothole                 ¦ code.duplicate
        services.yaml    ¦ type: singlevaluelist         ¦ type: singlevalueliste          ¦ question.type
        services.yaml    ¦ group: roads                  ¦ group: raods                    ¦ group.unknown
        services.yaml    ¦ emergency: true               ¦ emergency: oui                  ¦ value.not_boolean
        services.yaml    ¦ private: true                 ¦ private: oui                    ¦ value.not_boolean
        services.yaml    ¦ emergencyNumber: "112"        ¦ emergencyNumbers: "112"         ¦ key.unknown
        services.yaml    ¦ code: medium                  ¦ code: shallow                   ¦ code.duplicate
        services.yaml    ¦ en: [hole, road, pothole, surface] ¦ de: [Loch]                 ¦ translation.missing
        calendar.yaml    ¦ 2026-12-24                    ¦ 24/12/2026                      ¦ calendar.closing_days
        calendar.yaml    ¦ ["08:30-17:30"]               ¦ ["17:30-08:30"]                 ¦ calendar.hours
        calendar.yaml    ¦ ["08:30-17:30"]               ¦ ["08:30-12:00", "11:00-17:30"]  ¦ calendar.hours
        calendar.yaml    ¦ holidays: fr                  ¦ holidays: frr                   ¦ calendar.holidays
        calendar.yaml    ¦ holidays: fr                  ¦ holidays: fr/zz                 ¦ calendar.holidays
        calendar.yaml    ¦ warnBefore: 8h                ¦ warnBefore: 8                   ¦ deadlines.time
        calendar.yaml    ¦ { to: lead, after: 0h }       ¦ { to: leed, after: 0h }         ¦ deadlines.to
        calendar.yaml    ¦ { to: lead, after: 0h }       ¦ { to: lead, before: 0h }        ¦ key.unknown
        calendar.yaml    ¦ { to: operator, after: 16h }  ¦ { to: operator, after: -16h }   ¦ deadlines.time
        departments.yaml ¦ 2026-12-21/2027-01-01         ¦ 2026-12-21/2026-12-01           ¦ calendar.closing_days
        rules.csv        ¦ pothole,pothole,,             ¦ pothole,potholes,,              ¦ rule.service
        rules.csv        ¦ pothole-works-area,pothole,la-gare ¦ pothole-works-area,pothole,la-gar ¦ rule.area
        rules.csv        ¦ other-counter,other,,counter  ¦ other-counter,other,,couter     ¦ rule.channel
        rules.csv        ¦ ,,voirie,15,,                 ¦ ,,voiries,15,,                  ¦ rule.department
        rules.csv        ¦ ,,voirie,15,,                 ¦ ,,voirie,fifteen,,              ¦ rule.working_days
        rules.csv        ¦ ,,voirie,15,,                 ¦ ,,voirie,15,hihg,               ¦ rule.priority
        rules.csv        ¦ pothole-deep,pothole,,,deep   ¦ pothole-deep,pothole,,,dep      ¦ rule.option
        rules.csv        ¦ `streetlight,streetlight|traffic-light,,,`  ¦ `streetlight,streetlight|traffic-light,,,deep` ¦ rule.question_not_asked
        rules.csv        ¦ closed                        ¦ 25:00-06:00                     ¦ rule.time
        rules.csv        ¦ closed                        ¦ mo-so                           ¦ rule.time
        rules.csv        ¦ closed                        ¦ closed mo-fr sa                 ¦ rule.time_twice
        rules.csv        ¦ closed                        ¦ closed 02-30                    ¦ rule.time
        rules.csv        ¦ closed                        ¦ 06-15..2026-09-15               ¦ rule.time
        rules.csv        ¦ closed                        ¦ 2026-09-15..2026-06-15          ¦ rule.time_order
        rules.csv        ¦ answer.depth                  ¦ answer.dept                     ¦ rule.question
        rules.csv        ¦ workingDays                   ¦ workingDay                      ¦ column.missing
        rules.csv        ¦ pothole,pothole,,             ¦ pothole-deep,pothole,,          ¦ code.duplicate
        rules.csv        ¦ pothole-works-area,pothole,la-gare ¦ pothole-works-area,pothole ¦ csv.width
        """)
    void namesFileAndLineOfWhatIsWrong(String file, String right, String wrong, String code) {
        String text = DemoTerritory.text(file);
        String broken = text.replaceFirst(Pattern.quote(right), Matcher.quoteReplacement(wrong));
        int expectedLine = lineOf(text, right);

        List<Finding> findings =
                TerritoryReader.read(DemoTerritory.with(file, broken)).findings();

        assertThat(broken).as("the text to break is there").isNotEqualTo(text);
        assertThat(findings).as("findings: %s", described(findings)).anySatisfy(finding -> {
            assertThat(finding.code()).isEqualTo(code);
            assertThat(finding.file()).isEqualTo(file);
            assertThat(finding.line()).isEqualTo(expectedLine);
        });
    }

    @Test
    void whatIsDoneAboutADateCanBeSaidAndIsUsualOtherwise() {
        String calendar = DemoTerritory.text("calendar.yaml");
        String without = calendar.substring(0, calendar.indexOf("deadlines:"));
        String own = without + "deadlines: { escalation: [{ to: operator, after: 1h30m }] }\n";
        String wrongOrder =
                without + "deadlines: { escalation: [{ to: lead, after: 2h }, { to: operator, after: 1h }] }\n";

        assertThat(DemoTerritory.territory(without).deadlines()).isEqualTo(DeadlinePolicy.USUAL);
        assertThat(DemoTerritory.territory(own).deadlines())
                .isEqualTo(new DeadlinePolicy(
                        DeadlinePolicy.USUAL.warnBefore(),
                        List.of(new DeadlinePolicy.Escalation(DeadlinePolicy.Level.OPERATOR, Duration.ofMinutes(90)))));
        assertThat(DemoTerritory.territory(own).digest())
                .isNotEqualTo(DemoTerritory.territory(without).digest());
        Territory quick = DemoTerritory.territory(without + "deadlines: { triageWithin: 2h }\n");
        assertThat(quick.deadlines().triageWithin()).isEqualTo(Duration.ofHours(2));
        assertThat(quick.deadlines().chain()).isEqualTo(DeadlinePolicy.USUAL.chain());
        assertThat(quick.digest()).isNotEqualTo(DemoTerritory.territory(without).digest());
        assertThat(DemoTerritory.territory(without + "deadlines: { triageWithin: 8h }\n")
                        .digest())
                .isEqualTo(DemoTerritory.territory(without).digest());
        assertThat(TerritoryReader.read(DemoTerritory.with("calendar.yaml", wrongOrder))
                        .findings())
                .extracting(Finding::code)
                .containsExactly("deadlines.order");
    }

    @Test
    void aDepartmentKeepsClosingDaysOfItsOwn() {
        Territory territory = DemoTerritory.territory(DemoTerritory.text("calendar.yaml"));
        LocalDate day = LocalDate.of(2026, 12, 22);

        assertThat(territory.calendarOf("ecoles").isWorkingDay(day)).isFalse();
        assertThat(territory.calendarOf("voirie").isWorkingDay(day)).isTrue();
        assertThat(territory.calendarOf(null).isWorkingDay(day)).isTrue();
        assertThat(territory.calendarOf("ecoles").isWorkingDay(LocalDate.of(2026, 12, 24)))
                .isFalse();
    }

    @Test
    void namesTheTextsThatALanguageLacksAndWhereTheOthersHaveThem() {
        String texts = DemoTerritory.text("texts/en.yaml").replace("notice:", "notce:");

        assertThat(described(TerritoryReader.read(DemoTerritory.with("texts/en.yaml", texts))
                        .findings()))
                .containsExactlyInAnyOrder(
                        "texts/en.yaml: error: The text “emergency.notice” is missing here; it stands at"
                                + " texts/fr.yaml:10.",
                        "texts/fr.yaml: error: The text “emergency.notce” is missing here; it stands at"
                                + " texts/en.yaml:10.");
    }

    @Test
    void refusesAnEmergencyThatDoesNotSayWhichNumberToCall() {
        String services = DemoTerritory.text("services.yaml");
        String broken = services.replace("    emergencyNumber: \"112\"\n", "");

        assertThat(TerritoryReader.read(DemoTerritory.with("services.yaml", broken))
                        .findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.code()).isEqualTo("emergency.number_missing");
                    assertThat(finding.line()).isEqualTo(lineOf(services, "emergency: true"));
                });
    }

    @Test
    void refusesADemandForAPlaceThatItDoesNotKnow() {
        String broken = DemoTerritory.text("services.yaml")
                .replaceFirst("    emergency: true\n", "    emergency: true\n    place: here\n");

        assertThat(TerritoryReader.read(DemoTerritory.with("services.yaml", broken))
                        .findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.code()).isEqualTo("place.unknown");
                    assertThat(finding.line()).isEqualTo(lineOf(broken, "place: here"));
                });
    }

    @Test
    void publishesWhatAServiceDemandsOfAPlace() {
        String services = DemoTerritory.text("services.yaml")
                .replaceFirst("    emergency: true\n", "    emergency: true\n    place: inside\n");

        assertThat(TerritoryReader.read(DemoTerritory.with("services.yaml", services)))
                .isInstanceOfSatisfying(
                        TerritoryReading.Valid.class,
                        valid -> assertThat(valid.content().services())
                                .extracting(Service::emergency, Service::place)
                                .contains(tuple(true, PlaceDemand.INSIDE), tuple(false, PlaceDemand.REQUIRED))
                                .doesNotContain(tuple(false, PlaceDemand.NONE)));
        assertThat(TerritoryDocument.of(DemoTerritory.territory())).contains("\"place\":\"required\"");
    }

    @Test
    void anUnreadableTerritoryFileIsNotReportedAgainInEveryOtherFile() {
        List<Finding> findings = TerritoryReader.read(DemoTerritory.with("territory.yaml", "name: @"))
                .findings();

        assertThat(findings).extracting(Finding::code).containsExactly("yaml.syntax");
    }

    @Test
    void findsEveryErrorInOneReading() {
        Map<String, String> texts = DemoTerritory.files().all();
        texts.computeIfPresent("territory.yaml", (file, text) -> text.replace("Europe/Paris", "Mars/Olympus"));
        texts.computeIfPresent("departments.yaml", (file, text) -> text.replace("- code: eclairage", "- code: voirie"));
        texts.computeIfPresent("rules.csv", (file, text) -> text.replace("pothole,pothole,,", "pothole,potholes,,"));
        texts.remove("calendar.yaml");

        List<Finding> findings = TerritoryReader.read(TerritoryFiles.of(texts)).findings();

        assertThat(findings)
                .extracting(Finding::code)
                .contains("timezone.unknown", "code.duplicate", "rule.service", "rule.department", "file.missing");
    }

    @Test
    void suggestsTheNearestName() {
        TerritoryFiles files = DemoTerritory.with(
                "rules.csv", DemoTerritory.text("rules.csv").replace("pothole,pothole,,", "pothole,pothloe,,"));

        assertThat(TerritoryReader.read(files).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.describe(Locale.ENGLISH))
                        .isEqualTo("rules.csv:7:2: error: The service “pothloe” is unknown. Did you mean “pothole”?"));
    }

    @Test
    void refusesARuleThatAnEarlierOneCovers() {
        String rules = DemoTerritory.text("rules.csv");
        String dead = "dead,pothole,,web,deep,,,,,,,,,,,voirie,1,,Jamais,Never\n";
        int line = (int) rules.lines().count() + 1;

        List<Finding> findings = TerritoryReader.read(DemoTerritory.with("rules.csv", rules + dead))
                .findings();

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("rule.unreachable");
            assertThat(finding.line()).isEqualTo(line);
            assertThat(finding.column()).as("its id").isEqualTo(1);
            assertThat(finding.arguments()).containsExactly("dead", "pothole-deep", "5");
        });
    }

    /** An earlier release let it through, and what it put in force has to stay readable. */
    @Test
    void warnsOfARuleWhoseWindowLiesWithinThatOfOneThatCoversIt() {
        String rules = DemoTerritory.text("rules.csv");
        int line = (int) rules.lines().count() + 1;
        String late = "late,noise,,,,,,,,,,,,,23:00-05:00,voirie,1,,Tard,Late\n";
        String same = "same,noise,,,,,,,,,,,,,22:00-07:00,voirie,1,,Tard,Late\n";
        String withoutGeneral = rules.replaceFirst("(?m)^noise,[^\n]*\n", "");

        assertThat(TerritoryReader.read(DemoTerritory.with("rules.csv", withoutGeneral + late + same))
                        .findings())
                .filteredOn(finding -> finding.code().equals("rule.unreachable"))
                .extracting(Finding::isError, Finding::line, Finding::column)
                .containsExactly(tuple(false, line - 1, 1), tuple(true, line, 1));
    }

    @Test
    void warnsOfARuleForRequestersWhoNeverComeByItsChannels() {
        String rules =
                DemoTerritory.text("rules.csv").replaceAll("(?m)^(.+)$", "$1,").replaceFirst(",\n", ",requester\n");
        int line = (int) rules.lines().count() + 1;
        String row = "%s,%s,,%s,,,,,,,,,,,,voirie,1,,Un,One,%s\n";
        String nobody = String.format(row, "nobody", "pothole", "phone|counter", "anonymous");
        String some = String.format(row, "some", "pothole", "phone|web", "anonymous");

        assertThat(TerritoryReader.read(DemoTerritory.with("rules.csv", rules + nobody + some))
                        .findings())
                .filteredOn(finding -> finding.code().equals("rule.nobody_comes"))
                .extracting(
                        Finding::isError, Finding::line, Finding::column, finding -> finding.message(Locale.ENGLISH))
                .containsExactly(tuple(
                        false,
                        line,
                        21,
                        "The rule “nobody” is never reached: no anonymous requester comes by channel phone|counter."));
    }

    @Test
    void warnsOfARuleWhoseDatesHavePassed() {
        String rules = DemoTerritory.text("rules.csv")
                .replaceFirst(
                        "\n", "\nfair,pothole,,web,,,,,,,,,,,2025-06-01..2025-06-30,voirie,1,,La fête,The fair\n");

        assertThat(TerritoryReader.review(DemoTerritory.with("rules.csv", rules), REVIEWED)
                        .findings())
                .filteredOn(finding -> finding.code().equals("rule.over"))
                .extracting(Finding::line, Finding::column)
                .containsExactly(tuple(2, 15));
    }

    @Test
    void whatWasNotLookedAtCloselyIsSaid() {
        StringBuilder rows = new StringBuilder("\n");
        for (int row = 0; row < 501; row++) {
            rows.append("w" + row + ",home-help,,,,,,,,,,,,mot" + row + ",,voirie,1,,Mot,Word\n");
        }
        String text = DemoTerritory.text("rules.csv").replaceFirst("\n", rows.toString());

        assertThat(TerritoryReader.review(DemoTerritory.with("rules.csv", text), REVIEWED)
                        .findings())
                .filteredOn(finding -> finding.code().contains(".unchecked_"))
                .extracting(finding -> finding.describe(Locale.ENGLISH))
                .containsExactly("rules.csv: warning: Not checked: gaps, overlaps and rows out of reach for home-help"
                        + " (more than 500 rows each).");
        assertThat(TerritoryReader.review(DemoTerritory.files(), REVIEWED).findings())
                .noneMatch(finding -> finding.code().contains(".unchecked_"));
    }

    @Test
    void thatHoursAreTooManyToLookAtIsSaidInBothLanguages() {
        StringBuilder rows = new StringBuilder("\n");
        for (int row = 1; row <= 60; row++) {
            LocalTime from = LocalTime.MIDNIGHT.plusMinutes(2 * row);
            rows.append("t" + row + ",home-help,,,,,,,,,,,,," + from + "-" + from.plusMinutes(1) + ","
                    + (row % 2 == 0 ? "voirie" : "proprete") + ",1,,Tard,Late\n");
        }
        String text = DemoTerritory.text("rules.csv").replaceFirst("\n", rows.toString());

        assertThat(TerritoryReader.review(DemoTerritory.with("rules.csv", text), REVIEWED)
                        .findings())
                .filteredOn(finding -> finding.code().equals("rule.unchecked_times"))
                .extracting(finding -> finding.message(Locale.FRENCH), finding -> finding.message(Locale.ENGLISH))
                .singleElement()
                .satisfies(told -> assertThat(told.toList().toString())
                        .contains("trous et chevauchements dans le temps pour home-help")
                        .contains("some gaps and overlaps in time for home-help"));
    }

    @Test
    void warnsOfAServiceWithoutAnyRule() {
        String rules = DemoTerritory.text("rules.csv")
                .lines()
                .filter(line -> !line.startsWith("home-help,"))
                .reduce("", (all, line) -> all + line + "\n");

        assertThat(TerritoryReader.read(DemoTerritory.with("rules.csv", rules)))
                .isInstanceOfSatisfying(
                        TerritoryReading.Valid.class,
                        valid -> assertThat(valid.findings()).singleElement().satisfies(finding -> {
                            assertThat(finding.code()).isEqualTo("service.without_rule");
                            assertThat(finding.arguments()).containsExactly("home-help");
                        }));
    }

    @Test
    void refusesAreasThatOverlapByAccident() {
        assertThat(findingsOf(areas(square("a", 2.30, 48.80), square("b", 2.305, 48.80))))
                .contains("area.overlap@2");
    }

    @Test
    void acceptsAreasThatOverlapOnPurpose() {
        assertThat(findingsOf(areas(
                        square("a", 2.30, 48.80),
                        square("b", 2.305, 48.80).replace("\"id\"", "\"overlaps\": \"intended\", \"id\""))))
                .noneMatch(finding -> finding.startsWith("area.overlap"));
    }

    @Test
    void refusesAnOutlineThatCrossesItself() {
        assertThat(findingsOf(areas(feature("a", "[[2.3,48.8],[2.31,48.81],[2.31,48.8],[2.3,48.81],[2.3,48.8]]"))))
                .contains("area.invalid@1");
    }

    @Test
    void refusesAnOutlineThatIsNotClosed() {
        assertThat(findingsOf(areas(feature("a", "[[2.3,48.8],[2.31,48.81],[2.31,48.8],[2.3,48.81]]"))))
                .contains("area.ring@1");
    }

    @Test
    void refusesSwappedCoordinates() {
        assertThat(findingsOf(areas(feature("a", "[[48.8,2.3],[48.81,2.3],[48.81,2.31],[48.8,2.31],[48.8,2.3]]"))))
                .contains("area.swapped@1");
    }

    @Test
    void recognisesLambert93AndSaysWhere() {
        assertThat(findingsOf(areas(feature(
                        "a",
                        "[[652000,6862000],[653000,6862000],[653000,6863000],[652000,6863000],[652000,6862000]]"))))
                .contains("area.lambert93@1");
    }

    @Test
    void recognisesWebMercator() {
        assertThat(findingsOf(areas(feature(
                        "a",
                        "[[256000,6243000],[257000,6243000],[257000,6244000],[256000,6244000],[256000,6243000]]"))))
                .contains("area.web_mercator@1");
    }

    @Test
    void refusesCoordinatesOfAnotherGrid() {
        assertThat(findingsOf(areas(feature("a", "[[5000,9000],[5100,9000],[5100,9100],[5000,9100],[5000,9000]]"))))
                .contains("area.not_degrees@1");
    }

    @Test
    void refusesAnotherCoordinateSystem() {
        String lambert = areas(square("a", 2.3, 48.8))
                .replace(
                        "\"type\": \"FeatureCollection\"",
                        "\"type\": \"FeatureCollection\", \"crs\": {\"type\": \"name\", \"properties\":"
                                + " {\"name\": \"urn:ogc:def:crs:EPSG::2154\"}}");

        assertThat(findingsOf(lambert)).contains("geojson.crs@1");
        assertThat(findingsOf(lambert.replace("EPSG::2154", "EPSG::4326")))
                .noneMatch(finding -> finding.startsWith("geojson.crs"));
    }

    @Test
    void refusesAnAreaFarFromTheTerritory() {
        assertThat(findingsOf(areas(square("a", 2.3, 30)))).contains("area.far@1");
    }

    @Test
    void refusesPointsAndLines() {
        String point = areas(square("a", 2.3, 48.8)).replace("Polygon", "Point");

        assertThat(findingsOf(point)).contains("area.type@1");
    }

    @Test
    void refusesTwoAreasOfTheSameId() {
        assertThat(findingsOf(areas(square("a", 2.3, 48.8), square("a", 2.32, 48.8))))
                .contains("code.duplicate@2");
    }

    @Test
    void refusesAnAreaWithoutANameInEveryLanguage() {
        assertThat(findingsOf(areas(square("a", 2.3, 48.8).replace(", \"en\": \"a\"", ""))))
                .contains("area.translation_missing@1");
    }

    @Test
    void refusesAGeoJsonThatIsCutOff() {
        String whole = areas(square("a", 2.3, 48.8), square("b", 2.32, 48.8));

        assertThat(findingsOf(whole.substring(0, whole.length() - 40))).contains("geojson.syntax@2");
    }

    @Test
    void readsSemicolonsAsWellAsCommas() {
        String rules = "id;service;department;workingDays;reason.fr;reason.en\n"
                + "any;*;voirie;5;Toujours, partout;Always, everywhere\n";

        assertThat(TerritoryReader.read(DemoTerritory.with("rules.csv", rules)))
                .isInstanceOf(TerritoryReading.Valid.class);
    }

    @Test
    void theDigestLooksAtWhatIsSaidAndNotAtHowItIsWritten() {
        String services = DemoTerritory.text("services.yaml");

        assertThat(digest(DemoTerritory.with("services.yaml", "# Another comment\n" + services + "\n\n")))
                .isEqualTo(digest(DemoTerritory.files()));
    }

    @Test
    void theDigestChangesWithWhatIsSaid() {
        assertThat(List.<UnaryOperator<String>>of(
                        text -> text.replace("voirie,15", "voirie,16"), text -> text.replace("un jour", "deux jours")))
                .allSatisfy(change -> assertThat(
                                digest(DemoTerritory.with("rules.csv", change.apply(DemoTerritory.text("rules.csv")))))
                        .isNotEqualTo(digest(DemoTerritory.files())));
        assertThat(digest(DemoTerritory.with(
                        "calendar.yaml", DemoTerritory.text("calendar.yaml").replace("2026-12-24", "2026-12-23"))))
                .isNotEqualTo(digest(DemoTerritory.files()));
    }

    /** As the communes of Réunion and Saint-Pierre lie far from the centre of France. */
    @Test
    void areasFarFromTheCentreAreRefusedUnlessTheTerritorySaysThatItHasSuch() {
        String overseas = areas(square("valmont", 2.30, 48.84), square("reunion", 55.45, -20.9));
        String settings = DemoTerritory.text("territory.yaml") + "\nfarAreas: true\n";
        Map<String, String> far = DemoTerritory.files().all();
        far.put("areas.geojson", overseas);
        far.put("territory.yaml", settings);
        Map<String, String> swapped = new TreeMap<>(far);
        swapped.put("areas.geojson", areas(square("valmont", 48.84, 2.30)));

        assertThat(findingsOf(overseas)).containsExactly("area.far@2");
        assertThat(areaFindings(far)).isEmpty();
        assertThat(areaFindings(swapped)).containsExactly("area.swapped");
    }

    /** As in Ankara, where a place seven degrees off is no nearer to being far than any. */
    @Test
    void refusesSwappedCoordinatesWhereLatitudeAndLongitudeAreAlike() {
        String right = areas(square("a", 32.80, 39.90), square("b", 32.85, 39.95));
        String swapped = areas(square("a", 39.90, 32.80), square("b", 39.95, 32.85));
        String oneOff = areas(square("a", 33.50, 39.90));

        assertThat(areaFindings(centredAt(39.93, 32.86, right))).isEmpty();
        assertThat(areaFindings(centredAt(39.93, 32.86, swapped))).containsExactly("area.swapped", "area.swapped");
        assertThat(areaFindings(centredAt(39.93, 32.86, oneOff)))
                .as("beside the centre, and farther off if it were swapped")
                .isEmpty();
    }

    /** The second area alone would come nearer to the centre if it were swapped. */
    @Test
    void acceptsAreasOnEitherSideOfTheLineWhereLatitudeAndLongitudeAreTheSame() {
        String areas = areas(square("a", 5.10, 5.00), square("b", 5.00, 5.10), square("c", 5.10, 5.10));

        assertThat(areaFindings(centredAt(5.05, 5.12, areas))).isEmpty();
    }

    private static Map<String, String> centredAt(double latitude, double longitude, String areas) {
        Map<String, String> files = DemoTerritory.files().all();
        files.put("areas.geojson", areas);
        files.put(
                "territory.yaml",
                DemoTerritory.text("territory.yaml")
                        .replaceFirst(
                                "(?m)^centre:.*$",
                                "centre: { latitude: " + latitude + ", longitude: " + longitude + " }"));
        return files;
    }

    private static List<String> areaFindings(Map<String, String> files) {
        return TerritoryReader.read(TerritoryFiles.of(files)).findings().stream()
                .filter(finding -> finding.file().equals("areas.geojson"))
                .map(Finding::code)
                .toList();
    }

    @Test
    void filesThatNobodyCouldReadBackAreRefusedBeforeTheyAreStored() {
        TerritoryFiles files = TerritoryFiles.of(Map.of("areas.geojson", "x".repeat(60), "rules.csv", "y".repeat(50)));

        assertThat(files.tooLarge(110)).isEmpty();
        assertThat(files.tooLarge(109)).contains("areas.geojson");
        assertThat(TerritoryFiles.LARGEST).isLessThan(268_435_455);
    }

    @Test
    void everyFindingHasATextInBothLanguages() {
        assertThat(List.of(Locale.FRENCH, Locale.ENGLISH))
                .allSatisfy(language -> assertThat(
                                new Finding(Finding.Severity.ERROR, "rules.csv", 3, 0, "csv.empty", List.of(), null)
                                        .describe(language))
                        .startsWith("rules.csv:3: err"));
        assertThat(keys("findings.properties")).isEqualTo(keys("findings_en.properties"));
    }

    private static Set<Object> keys(String bundle) {
        Properties properties = new Properties();
        try (InputStream stream = TerritoryReader.class.getResourceAsStream(bundle)) {
            properties.load(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.keySet();
    }

    private static String digest(TerritoryFiles files) {
        return ((TerritoryReading.Valid) TerritoryReader.read(files)).digest();
    }

    private static List<String> findingsOf(String areas) {
        return TerritoryReader.read(DemoTerritory.with("areas.geojson", areas)).findings().stream()
                .filter(finding -> finding.file().equals("areas.geojson"))
                .map(finding -> finding.code() + "@" + finding.line())
                .toList();
    }

    /** One feature a line, the first on line 1. */
    private static String areas(String... features) {
        return "{\"type\": \"FeatureCollection\", \"features\": [" + String.join(",\n", features) + "]}";
    }

    private static String square(String id, double west, double south) {
        return feature(
                id,
                String.format(
                        Locale.ROOT,
                        "[[%1$s,%2$s],[%3$s,%2$s],[%3$s,%4$s],[%1$s,%4$s],[%1$s,%2$s]]",
                        west,
                        south,
                        west + 0.01,
                        south + 0.01));
    }

    private static String feature(String id, String ring) {
        return "{\"type\": \"Feature\", \"properties\": {\"id\": \"" + id + "\", \"name\": {\"fr\": \"" + id
                + "\", \"en\": \"" + id + "\"}}, \"geometry\": {\"type\": \"Polygon\", \"coordinates\": [" + ring
                + "]}}";
    }

    private static int lineOf(String text, String part) {
        return (int) text.substring(0, text.indexOf(part))
                        .chars()
                        .filter(c -> c == '\n')
                        .count()
                + 1;
    }

    private static List<String> described(List<Finding> findings) {
        return findings.stream()
                .map(finding -> finding.describe(Locale.ENGLISH))
                .toList();
    }
}
