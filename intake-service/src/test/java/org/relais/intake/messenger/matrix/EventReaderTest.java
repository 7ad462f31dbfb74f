package org.relais.intake.messenger.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.relais.intake.filing.Place;
import org.relais.intake.messenger.IncomingMessage;
import tools.jackson.databind.json.JsonMapper;

/** Events as clients write them. */
class EventReaderTest {

    private static final String ME = "@mairie:town.example";
    private static final String ROOM = "!abc:town.example";
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void readsWordsWithWhoSaidThemAndWhere() {
        IncomingMessage message = message("{\"msgtype\": \"m.text\", \"body\": \"Un trou\"}");

        assertThat(message.id()).isEqualTo("@ada:town.example\n$1");
        assertThat(message.from()).isEqualTo("@ada:town.example");
        assertThat(message.name()).isEqualTo("Ada");
        assertThat(message.thread()).isEqualTo(ROOM);
        assertThat(message.text()).isEqualTo("Un trou");
        assertThat(message.alone()).isTrue();
        assertThat(message.corrects()).isNull();
    }

    @Test
    void readsPicturesWithTheirCaptionsButNotTheNamesOfFiles() {
        IncomingMessage captioned = message("""
            {"msgtype": "m.image", "body": "Devant le 12", "filename": "IMG_1.jpg", "url": "mxc://town.example/abc"}\
            """);
        IncomingMessage bare =
                message("{\"msgtype\": \"m.image\", \"body\": \"IMG_1.jpg\", \"url\": \"mxc://town.example/abc\"}");
        IncomingMessage file = message("""
            {"msgtype": "m.file", "body": "a.png", "url": "mxc://town.example/abc", "info": {"mimetype": "image/png"}}\
            """);
        IncomingMessage letter = message("""
            {"msgtype": "m.file", "body": "a.pdf", "url": "mxc://town.example/abc", "info": {"mimetype": "application/pdf"}}\
            """);

        assertThat(captioned.text()).isEqualTo("Devant le 12");
        assertThat(captioned.photos()).containsExactly("mxc://town.example/abc");
        assertThat(bare.text()).isEmpty();
        assertThat(file.photos()).hasSize(1);
        assertThat(letter.photos()).isEmpty();
        assertThat(letter.more()).isTrue();
        assertThat(message("{\"msgtype\": \"m.audio\", \"body\": \"note.ogg\", \"url\": \"mxc://town.example/abc\"}")
                        .more())
                .isTrue();
    }

    @Test
    void readsAPlaceAndItsNameButNotTheCoordinatesAsOne() {
        assertThat(message("""
            {"msgtype": "m.location", "body": "Place du Marché", "geo_uri": "geo:48.8512,2.3514;u=35"}\
            """).place()).isEqualTo(new Place(48.8512, 2.3514, "Place" + " du Marché"));
        assertThat(message("""
            {"msgtype": "m.location", "body": "Location geo:-33.5,151 at 10:00", "geo_uri": "geo:-33.5,151"}\
            """).place()).isEqualTo(new Place(-33.5, 151.0, null));
        IncomingMessage nowhere =
                message("{\"msgtype\": \"m.location\", \"body\": \"Ici\", \"geo_uri\": \"geo:95.0,200.0\"}");
        assertThat(nowhere.place()).isNull();
        assertThat(nowhere.text()).isEqualTo("Ici");
    }

    @Test
    void readsOtherWordsForWhatWasSaid() {
        IncomingMessage edit = message("""
            {"msgtype": "m.text", "body": "* Un gros trou", "m.new_content": {"msgtype": "m.text", "body": "Un gros trou"},
             "m.relates_to": {"rel_type": "m.replace", "event_id": "$0"}}\
            """);

        assertThat(edit.text()).isEqualTo("Un gros trou");
        assertThat(edit.corrects()).isEqualTo("@ada:town.example\n$0");
    }

    @Test
    void leavesOutWhatAClientRepeatsOfTheMessageRepliedTo() {
        assertThat(message("""
            {"msgtype": "m.text", "body": "> <@mairie:town.example> Où est-ce ?\\n> merci\\n\\nDevant le 12\\n> 10 m",
             "m.relates_to": {"m.in_reply_to": {"event_id": "$0"}}}\
            """).text()).isEqualTo("Devant le 12\n" + "> 10 m");
        assertThat(message("{\"msgtype\": \"m.text\", \"body\": \"> 10 m\"}").text())
                .isEqualTo("> 10 m");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"msgtype\": \"m.notice\", \"body\": \"Je suis une machine\"}",
                "{\"msgtype\": \"m.server_notice\", \"body\": \"Maintenance\"}",
                "{\"msgtype\": \"m.key.verification.request\", \"body\": \"?\"}",
                "{\"body\": \"\"}",
                "{}"
            })
    void hearsNothingInWhatNobodySays(String content) {
        assertThat(heard("@ada:town.example", "m.room.message", content)).isInstanceOf(Heard.Nothing.class);
    }

    @Test
    void hearsNothingOfItsOwnOrOfComingAndGoing() {
        String words = "{\"msgtype\": \"m.text\", \"body\": \"Merci\"}";
        assertThat(heard(ME, "m.room.message", words)).isInstanceOf(Heard.Nothing.class);
        assertThat(heard("@ada:town.example", "m.room.member", "{\"membership\": \"join\"}"))
                .isInstanceOf(Heard.Nothing.class);
        assertThat(heard("@ada:town.example", "m.reaction", "{}")).isInstanceOf(Heard.Nothing.class);
    }

    @Test
    void tellsWhatItCannotReadAndWhatIsTakenBack() {
        assertThat(heard("@ada:town.example", "m.room.encrypted", "{\"algorithm\": \"m.megolm.v1.aes-sha2\"}"))
                .isEqualTo(new Heard.Encrypted("$1"));
        assertThat(heard("@ada:town.example", "m.room.encrypted", "{}")).isInstanceOf(Heard.Nothing.class);
        assertThat(heard("@ada:town.example", "m.room.redaction", "{\"redacts\": \"$0\"}"))
                .isEqualTo(new Heard.TakenBack("$1", "@ada:town.example", "@ada:town.example\n$0"));
        assertThat(EventReader.read(
                        JSON.readTree("{\"event_id\": \"$1\", \"sender\": \"@ada:town.example\", \"redacts\": \"$0\","
                                + " \"type\": \"m.room.redaction\", \"content\": {}}"),
                        ROOM,
                        ME,
                        "Ada",
                        NOW))
                .isEqualTo(new Heard.TakenBack("$1", "@ada:town.example", "@ada:town.example\n$0"));
    }

    @Test
    void tellsComingInFromChangingAName() {
        String event = """
            {"type": "m.room.member", "state_key": "%s", "content": {"membership": "%s"}, "unsigned": %s}\
            """;

        assertThat(EventReader.isComingIn(JSON.readTree(event.formatted(ME, "join", "{}")), ME))
                .isTrue();
        assertThat(EventReader.isComingIn(
                        JSON.readTree(event.formatted(ME, "join", "{\"prev_content\": {\"membership\": \"invite\"}}")),
                        ME))
                .isTrue();
        assertThat(EventReader.isComingIn(
                        JSON.readTree(event.formatted(ME, "join", "{\"prev_content\": {\"membership\": \"join\"}}")),
                        ME))
                .isFalse();
        assertThat(EventReader.isInvitation(JSON.readTree(event.formatted(ME, "invite", "{}")), ME))
                .isTrue();
        assertThat(EventReader.isInvitation(JSON.readTree(event.formatted("@ada:town.example", "invite", "{}")), ME))
                .isFalse();
    }

    private static IncomingMessage message(String content) {
        return ((Heard.Message) heard("@ada:town.example", "m.room.message", content)).message();
    }

    private static Heard heard(String sender, String type, String content) {
        return EventReader.read(
                JSON.readTree("{\"event_id\": \"$1\", \"sender\": \"%s\", \"type\": \"%s\", \"content\": %s}"
                        .formatted(sender, type, content)),
                ROOM,
                ME,
                "Ada",
                NOW);
    }
}
