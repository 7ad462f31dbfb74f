package org.relais.local.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.relais.local.Messages;
import tools.jackson.databind.JsonNode;

class ImporterTest {

    private static final String MAPPING = """
        jurisdictionId: valmont
        key: [Numéro]
        fields:
          serviceCode:
            column: Type
            values: {Voirie: pothole, Graffiti: graffiti, Bizarre: nonsense}
          description: "{Objet} ({Type})"
          latitude: "{Lat}"
          longitude: "{Lon}"
          address: "{Adresse}"
          requestedAt: "{Date}"
          answers: {depth: "{Profondeur}"}
          requester: {name: "{Nom}", language: fr}
        """;
    private static final List<String> COLUMNS =
            List.of("Numéro", "Type", "Objet", "Lat", "Lon", "Adresse", "Date", "Profondeur", "Nom");

    @TempDir
    private Path folder;

    private StandInIntake intake;

    @BeforeEach
    void open() {
        intake = new StandInIntake();
    }

    @AfterEach
    void close() {
        intake.close();
    }

    @Test
    void makesARequestOfEachRow() throws Exception {
        Path csv = csv(
                StandardCharsets.UTF_8,
                ";",
                "1;Voirie;\"Un trou ; grand\nici\";48,85;2,35;1 rue d’Été;31/12/2025 23:05;deep;Ana");

        Checkpoint done = run(csv, MAPPING);

        assertThat(done).isEqualTo(new Checkpoint(1, 1, 0, 0, 0));
        JsonNode request = intake.filed().values().iterator().next();
        assertThat(request.path("jurisdictionId").asString()).isEqualTo("valmont");
        assertThat(request.path("serviceCode").asString()).isEqualTo("pothole");
        assertThat(request.path("description").asString()).isEqualTo("Un trou ; grand\nici (Voirie)");
        assertThat(request.path("channel").asString()).isEqualTo("import");
        assertThat(request.path("requestedAt").asString()).startsWith("2025-12-31T23:05:00");
        assertThat(request.path("location").path("latitude").asDouble()).isEqualTo(48.85);
        assertThat(request.path("location").path("address").asString()).isEqualTo("1 rue d’Été");
        assertThat(request.path("answers").path("depth").asString()).isEqualTo("deep");
        assertThat(request.path("requester").path("name").asString()).isEqualTo("Ana");
    }

    @Test
    void readsCommasAndSemicolonsUtf8AndWindows1252() throws Exception {
        for (Charset charset : List.of(StandardCharsets.UTF_8, Charset.forName("windows-1252"))) {
            for (String delimiter : List.of(",", ";")) {
                String row = String.join(delimiter, "1", "Voirie", "Œuvre à l’entrée", "48.85", "2.35", "", "", "", "");
                try (StandInIntake own = new StandInIntake()) {
                    run(csv(charset, delimiter, row), MAPPING, own, Duration.ofSeconds(5));

                    assertThat(own.filed().values())
                            .as("%s %s", charset, delimiter)
                            .singleElement()
                            .satisfies(request -> assertThat(
                                            request.path("description").asString())
                                    .isEqualTo("Œuvre à l’entrée (Voirie)"));
                }
                Files.deleteIfExists(checkpoint());
            }
        }
    }

    @Test
    void skipsAByteOrderMark() throws Exception {
        Path csv = csv(StandardCharsets.UTF_8, ",", row(1, "Voirie"));
        Files.writeString(csv, "\uFEFF" + Files.readString(csv));

        assertThat(run(csv, MAPPING).filed()).isEqualTo(1);
    }

    @Test
    void writesRefusedRowsWithTheirLineAndReason() throws Exception {
        Path csv = csv(
                StandardCharsets.UTF_8,
                ",",
                row(1, "Voirie"),
                row(2, "Bizarre"),
                row(3, "Inconnu"),
                "4,Voirie,o,quarante,2,,,,",
                "5,Voirie,o,48.8,2.3,,99/99/2025,,",
                "6,Voirie",
                row(7, "Graffiti"));

        Checkpoint done = run(csv, MAPPING);

        assertThat(done.filed()).isEqualTo(2);
        assertThat(done.refused()).isEqualTo(5);
        assertThat(Files.readAllLines(refused()))
                .satisfiesExactly(
                        header -> assertThat(header).endsWith("Nom,line,reason"),
                        line -> assertThat(line).startsWith("2,Bizarre").endsWith(",3,/serviceCode: No such service."),
                        line -> assertThat(line)
                                .startsWith("3,Inconnu")
                                .contains(",4,")
                                .contains("Inconnu”"),
                        line -> assertThat(line).contains(",5,").contains("“quarante” is not a number"),
                        line -> assertThat(line).contains(",6,").contains("“99/99/2025” is not a date"),
                        line -> assertThat(line).startsWith("6,Voirie,7,").contains("columns expected, 2 found"));
    }

    @Test
    void leavesItToIntakeToSayInWhichSystemCoordinatesAre() throws Exception {
        run(csv(StandardCharsets.UTF_8, ";", "1;Voirie;o;6862305,21;652469,02;;;;"), MAPPING);

        assertThat(intake.filed().values()).singleElement().satisfies(request -> {
            assertThat(request.path("location").path("latitude").asDouble()).isEqualTo(6862305.21);
            assertThat(request.path("location").path("longitude").asDouble()).isEqualTo(652469.02);
        });
    }

    @Test
    void givesUpAMalformedLineAndGoesOnWithTheNext() throws Exception {
        Path csv = csv(
                StandardCharsets.UTF_8,
                ",",
                row(1, "Voirie"),
                "2,Voirie,\"un trou,48.85,2.35,,,,",
                "3,Voirie,\"un \"\"grand\"\"\n\ntrou\",48.85,2.35,,,,",
                "4,Voirie,\"un\" trou,48.85,2.35,,,,",
                "5,Voirie,un trou de 12\",48.85,2.35,,,,",
                "",
                row(6, "Voirie"),
                "7,Voirie,\"un trou,48.85,2.35,,,,",
                row(8, "Graffiti"));

        Checkpoint done = run(csv, MAPPING);

        assertThat(done.rows()).isEqualTo(8);
        assertThat(done.refused()).isEqualTo(3);
        assertThat(intake.filed().values())
                .extracting(request -> request.path("description").asString())
                .containsExactlyInAnyOrder(
                        "o (Voirie)",
                        "un \"grand\"\n\ntrou (Voirie)",
                        "un trou de 12\" (Voirie)",
                        "o (Voirie)",
                        "o (Graffiti)");
        assertThat(Files.readAllLines(refused()))
                .satisfiesExactly(
                        header -> assertThat(header).endsWith("Nom,line,reason"),
                        line -> assertThat(line)
                                .startsWith("\"2,Voirie,\"\"un trou,48.85,2.35,,,,\",,,,,,,,,3,")
                                .contains("malformed line"),
                        line -> assertThat(line).contains(",7,").contains("malformed line"),
                        line -> assertThat(line).contains(",11,").contains("malformed line"));
    }

    @Test
    void settlesWhatWasSentBeforeAFileBreaksOff() throws Exception {
        Path csv = rows(40);
        byte[] rest = "41,Voirie,caf\u00e9,48.85,2.35,,,,\n".getBytes(StandardCharsets.ISO_8859_1);
        Files.write(csv, (" ".repeat(20_000) + "\n").getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
        Files.write(csv, rest, StandardOpenOption.APPEND);

        assertThatThrownBy(() -> run(csv, MAPPING + "encoding: UTF-8\n"))
                .isInstanceOfSatisfying(
                        UnusableInput.class,
                        unusable -> assertThat(unusable.problems())
                                .extracting(problem -> problem.text(Messages.in(Locale.ENGLISH)))
                                .satisfiesExactly(
                                        text -> assertThat(text).contains("not in the stated encoding"),
                                        text -> assertThat(text).contains("40 rows are done")));
        assertThat(Checkpoint.read(checkpoint()).filed()).isEqualTo(40);
    }

    @Test
    void writesRefusedRowsSoThatTheyCanBeCorrectedAndImportedByTheSameMapping() throws Exception {
        Charset windows = Charset.forName("windows-1252");
        String mapping = MAPPING + "encoding: windows-1252\n";
        Path csv = csv(windows, ";", "1;Bizarre;Œuvre à l’entrée;48,85;2,35;;;;", "2;Inconnu;é;48,85;2,35;;;;");
        assertThat(run(csv, mapping).refused()).isEqualTo(2);

        Path corrected = folder.resolve("corrected.csv");
        Files.writeString(corrected, Files.readString(refused(), windows).replace("Bizarre", "Voirie"), windows);
        Files.delete(checkpoint());
        Checkpoint done = run(corrected, mapping);

        assertThat(done.filed()).isEqualTo(1);
        assertThat(intake.filed().values())
                .singleElement()
                .satisfies(request ->
                        assertThat(request.path("description").asString()).isEqualTo("Œuvre à l’entrée (Voirie)"));
    }

    @Test
    void deletesNoRefusedRowsThatSomebodyCorrected() throws Exception {
        Path csv = csv(StandardCharsets.UTF_8, ",", row(1, "Bizarre"));
        run(csv, MAPPING);
        Files.writeString(refused(), "corrected");

        run(csv, MAPPING);
        assertThat(refused()).as("nothing left to do").hasContent("corrected");
        Files.delete(checkpoint());
        run(csv, MAPPING);

        assertThat(folder.resolve("requests.refused.1.csv")).hasContent("corrected");
        assertThat(Files.readString(refused())).contains("No such service");
    }

    @Test
    void saysThatAHeaderIsInAnotherEncoding() throws Exception {
        Path csv = csv(Charset.forName("windows-1252"), ",", row(1, "Voirie"));

        assertThatThrownBy(() -> run(csv, MAPPING + "encoding: UTF-8\n"))
                .isInstanceOfSatisfying(
                        UnusableInput.class,
                        unusable -> assertThat(unusable.problems())
                                .extracting(Problem::key)
                                .containsExactly("import.wrong-encoding"));
    }

    @Test
    void waitsAndTriesAgainWhileIntakeIsBusy() throws Exception {
        intake.isBusyFor(40);

        Checkpoint done = run(rows(100), MAPPING);

        assertThat(done.filed()).isEqualTo(100);
        assertThat(intake.calls()).isEqualTo(140);
        assertThat(intake.filed()).hasSize(100);
    }

    @Test
    void fetchesAnotherTokenOnceTheFirstHasExpired() throws Exception {
        intake.takesOnly("second");
        AtomicInteger fetched = new AtomicInteger();
        Intake.Settings settings = new Intake.Settings(
                intake.url(),
                "first",
                Locale.ENGLISH,
                Duration.ofMillis(1),
                Duration.ofMillis(20),
                Duration.ofSeconds(10));

        try (Intake client = new Intake(settings, () -> fetched.incrementAndGet() == 1 ? "second" : "third")) {
            assertThat(client.file(new Filing("import-1", "{}"))).isEqualTo(new Intake.Reply.Filed());
            assertThat(client.file(new Filing("import-2", "{}"))).isEqualTo(new Intake.Reply.Filed());
            assertThat(fetched).hasValue(1);
            intake.takesOnly("none");
            assertThatThrownBy(() -> client.file(new Filing("import-3", "{}"))).isInstanceOf(IntakeUnreachable.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 404, 405})
    void refusesNoRowWhereSomebodyElseAnswers(int status) {
        intake.isSomebodyElse(status);

        assertThatExceptionOfType(UnusableInput.class)
                .isThrownBy(() -> run(rows(100), MAPPING))
                .satisfies(wrong ->
                        assertThat(wrong.problems()).extracting(Problem::key).containsExactly("import.no-intake"));

        assertThat(refused()).doesNotExist();
        assertThat(checkpoint()).doesNotExist();
    }

    @Test
    void goesOnWhereItStoppedAndFilesNothingTwice() throws Exception {
        List<String> rows = new ArrayList<>();
        IntStream.rangeClosed(1, 3_000).forEach(i -> rows.add(row(i, i % 100 == 7 ? "Bizarre" : "Voirie")));
        Path csv = csv(StandardCharsets.UTF_8, ",", rows.toArray(String[]::new));
        intake.goesAwayAfter(1_500);
        assertThatThrownBy(() -> run(csv, MAPPING, intake, Duration.ofMillis(50)))
                .isInstanceOf(IntakeUnreachable.class);
        Checkpoint stopped = Checkpoint.read(checkpoint());
        Files.writeString(refused(), Files.readString(refused()) + "half a row that a kill le");
        int before = intake.calls();

        intake.goesAwayAfter(Integer.MAX_VALUE);
        Checkpoint done = run(csv, MAPPING);

        assertThat(stopped.rows()).isBetween(500L, 1_500L);
        assertThat(intake.calls() - before).isEqualTo((int) (3_000 - stopped.rows()));
        assertThat(done.rows()).isEqualTo(3_000);
        assertThat(done.filed() + done.already()).isEqualTo(2_970);
        assertThat(intake.filed()).hasSize(2_970);
        assertThat(Files.readAllLines(refused())).hasSize(31).noneMatch(line -> line.contains("half a row"));
    }

    @Test
    void equalRowsWithoutAKeyAreRequestsOfTheirOwnAndAgainTheSameNextTime() throws Exception {
        String withoutKey = MAPPING.replace("key: [Numéro]\n", "");
        String[] rows = {row(1, "Voirie"), row(1, "Voirie"), row(2, "Voirie"), row(1, "Voirie")};
        Path csv = csv(StandardCharsets.UTF_8, ",", rows);

        assertThat(run(csv, withoutKey)).isEqualTo(new Checkpoint(4, 4, 0, 0, 0));
        Files.delete(checkpoint());
        assertThat(run(csv, withoutKey)).isEqualTo(new Checkpoint(4, 0, 4, 0, 0));

        assertThat(intake.filed()).hasSize(4);
    }

    @Test
    void tellsApartFilesThatNumberTheirRowsAlikeBySource() throws Exception {
        run(csv(StandardCharsets.UTF_8, ",", row(1, "Voirie")), MAPPING);
        Files.delete(checkpoint());
        Path other = csv(StandardCharsets.UTF_8, ",", row(1, "Graffiti"));

        assertThat(run(other, MAPPING).refused()).isEqualTo(1);
        assertThat(Files.readString(refused())).contains("name it by “source” in the mapping");
        Files.delete(checkpoint());
        assertThat(run(other, MAPPING + "source: other\n").filed()).isEqualTo(1);
        assertThat(intake.filed()).hasSize(2);
    }

    @Test
    void countsRowsOfOneKeyAsAlreadyThere() throws Exception {
        Path csv = csv(StandardCharsets.UTF_8, ",", row(1, "Voirie"), row(1, "Voirie"), row(2, "Voirie"));

        assertThat(run(csv, MAPPING)).isEqualTo(new Checkpoint(3, 2, 1, 0, 0));
    }

    @Test
    void numbersEqualRowsHoweverManyThereAre() {
        Occurrences occurrences = new Occurrences();
        for (int round = 1; round <= 3; round++) {
            for (int row = 0; row < 5_000; row++) {
                assertThat(occurrences.of(List.of("a", Integer.toString(row)))).isEqualTo(round);
            }
        }
    }

    @Test
    void namesEveryMistakeOfAMappingWithItsLine() throws Exception {
        String wrong = """
            key: [Number]
            timeZone: Europe/Paree
            dateFormats: [ISO, "ddd{"]
            fields:
              description: "{Object}"
              colour: red
            """;

        assertThatThrownBy(() -> run(rows(1), wrong))
                .isInstanceOfSatisfying(
                        UnusableInput.class,
                        unusable -> assertThat(unusable.problems())
                                .extracting(problem -> problem.text(Messages.in(Locale.ENGLISH)))
                                .satisfiesExactlyInAnyOrder(
                                        text -> assertThat(text)
                                                .contains("mapping.yaml:1: the file has no column “Number”"),
                                        text -> assertThat(text).contains("mapping.yaml:2: unknown time zone"),
                                        text -> assertThat(text).contains("mapping.yaml:3: invalid date format “ddd{”"),
                                        text -> assertThat(text)
                                                .contains("mapping.yaml:5: “fields.serviceCode” is missing"),
                                        text -> assertThat(text)
                                                .contains("mapping.yaml:5: the file has no column “Object”"),
                                        text -> assertThat(text).contains("mapping.yaml:6: “colour” is unknown here")));
        assertThat(intake.calls()).isZero();
    }

    @Test
    void readsDatesAsTheFrenchTheStandardAndAPatternWriteThem() {
        var formats = formats("dd/MM/yyyy HH:mm", "dd/MM/yyyy", "ISO", "MM/dd/yyyy hh:mm:ss a");
        var zone = ZoneId.of("Europe/Paris");
        Map<String, String> expected = Map.of(
                "31/12/2025 23:05", "2025-12-31T23:05+01:00",
                "14/07/2025", "2025-07-14T00:00+02:00",
                "2025-07-14", "2025-07-14T00:00+02:00",
                "2025-07-14T08:00:00Z", "2025-07-14T08:00Z",
                "2025-07-14 08:00:00", "2025-07-14T08:00+02:00",
                "01/31/2015 10:59:01 AM", "2015-01-31T10:59:01+01:00");

        expected.forEach((text, date) ->
                assertThat(Dates.parse(text, formats, zone)).as(text).hasToString("Optional[" + date + "]"));
        assertThat(Dates.parse("hier", formats, zone)).isEmpty();
    }

    @Test
    void readsMonthsByNameAndNoDayThatTheCalendarLacks() {
        var formats = formats("d MMMM yyyy", "d MMM yyyy", "dd/MM/yyyy", "dd/MM/yyyy HH:mm", "d/M/yy", "ISO");
        var zone = ZoneId.of("UTC");

        for (String text : List.of("3 janvier 2025", "3 January 2025", "3 Janv. 2025", "3 Jan 2025", "3/1/25")) {
            assertThat(Dates.parse(text, formats, zone)).as(text).hasToString("Optional[2025-01-03T00:00Z]");
        }
        assertThat(Dates.parse("29/02/2024", formats, zone)).hasToString("Optional[2024-02-29T00:00Z]");
        for (String text : List.of("31/02/2025", "31/02/2025 10:00", "2025-02-31", "31 juin 2025", "29/02/2025")) {
            assertThat(Dates.parse(text, formats, zone)).as(text).isEmpty();
        }
    }

    private static List<DateTimeFormatter> formats(String... patterns) {
        return Stream.of(patterns)
                .flatMap(pattern -> Dates.formatters(pattern).stream())
                .toList();
    }

    @Test
    void tellsHowFarItIs() throws Exception {
        List<ImportProgress> told = new ArrayList<>();
        Path csv = rows(200);

        run(csv, MAPPING, intake, Duration.ofSeconds(5), told);

        assertThat(told.getLast().filed()).isEqualTo(200);
        assertThat(told.getLast().rate()).isPositive();
        assertThat(told.getLast().left()).isZero();
    }

    private Path rows(int count) throws IOException {
        return csv(
                StandardCharsets.UTF_8,
                ",",
                IntStream.rangeClosed(1, count).mapToObj(i -> row(i, "Voirie")).toArray(String[]::new));
    }

    private static String row(int number, String type) {
        return number + "," + type + ",o,48.85,2.35,,,,";
    }

    private Path csv(Charset charset, String delimiter, String... rows) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(String.join(delimiter, COLUMNS));
        lines.addAll(List.of(rows));
        return Files.write(folder.resolve("requests.csv"), lines, charset);
    }

    private Path checkpoint() {
        return folder.resolve("import.checkpoint");
    }

    private Path refused() {
        return folder.resolve("requests.refused.csv");
    }

    private Checkpoint run(Path csv, String mapping) throws IOException, InterruptedException {
        return run(csv, mapping, intake, Duration.ofSeconds(10));
    }

    private Checkpoint run(Path csv, String mapping, StandInIntake target, Duration patience)
            throws IOException, InterruptedException {
        return run(csv, mapping, target, patience, new ArrayList<>());
    }

    private Checkpoint run(Path csv, String mapping, StandInIntake target, Duration patience, List<ImportProgress> told)
            throws IOException, InterruptedException {
        Path mappingFile = Files.writeString(folder.resolve("mapping.yaml"), mapping);
        MappingFile read = new MappingFile(mappingFile);
        Mapping.Reading reading = read.reading();
        Importer.Job job = new Importer.Job(
                csv,
                CsvFormat.of(csv, reading.delimiter(), reading.encoding()),
                mappingFile,
                checkpoint(),
                refused(),
                8);
        Intake.Settings settings = new Intake.Settings(
                target.url(), null, Locale.ENGLISH, Duration.ofMillis(1), Duration.ofMillis(20), patience);
        try (Intake client = new Intake(settings)) {
            return new Importer(job, client, Messages.in(Locale.ENGLISH), told::add).run(read);
        }
    }
}
