package org.relais.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.relais.notification.delivery.ContactBook.Reply.Known;

class WayTest {

    private static final String EMAIL = "ada@people.example";
    private static final String NUMBER = "+33612345678";
    private static final Conversation ROOM = new Conversation("matrix", "@ada:town.example", "!abc:town.example", null);
    private static final Way NO_CONTACT = new Way.None(new Ending.Failed(Ending.FailureReason.NO_CONTACT));
    private static final Way STOPPED = new Way.None(new Ending.Withdrawn("texts_stopped"));

    @Test
    void answersTheWayThePersonWrote() {
        assertThat(Way.to(known(EMAIL, NUMBER, NUMBER, false), true, false)).isEqualTo(new Way.ByText(NUMBER));
        assertThat(Way.to(known(EMAIL, NUMBER, null, false), true, false)).isEqualTo(new Way.ByMail(EMAIL));
    }

    @Test
    void textsWhoLeftANumberAlone() {
        assertThat(Way.to(known(null, NUMBER, null, false), true, false)).isEqualTo(new Way.ByText(NUMBER));
        assertThat(Way.to(known(" ", NUMBER, null, false), true, false)).isEqualTo(new Way.ByText(NUMBER));
    }

    @Test
    void textsNobodyWhoSaidStop() {
        assertThat(Way.to(known(EMAIL, NUMBER, NUMBER, true), true, false)).isEqualTo(new Way.ByMail(EMAIL));
        assertThat(Way.to(known(null, NUMBER, NUMBER, true), true, false)).isEqualTo(STOPPED);
        assertThat(Way.to(known(null, NUMBER, null, true), true, false)).isEqualTo(STOPPED);
    }

    @Test
    void mailsAloneWhereTextsCannotBeSent() {
        assertThat(Way.to(known(EMAIL, NUMBER, NUMBER, false), false, false)).isEqualTo(new Way.ByMail(EMAIL));
        assertThat(Way.to(known(null, NUMBER, NUMBER, false), false, false)).isEqualTo(NO_CONTACT);
        assertThat(Way.to(known(null, NUMBER, NUMBER, true), false, false)).isEqualTo(NO_CONTACT);
    }

    @Test
    void hasNoWayToWhoLeftNone() {
        assertThat(Way.to(known(null, null, null, false), true, false)).isEqualTo(NO_CONTACT);
        assertThat(Way.to(known("", "", null, false), true, false)).isEqualTo(NO_CONTACT);
    }

    @Test
    void answersInTheRoomInWhichThePersonWroteUnlessTheySaidStop() {
        assertThat(Way.to(inRoom(EMAIL, false), true, true)).isEqualTo(new Way.InConversation(ROOM));
        assertThat(Way.to(inRoom(null, false), true, true)).isEqualTo(new Way.InConversation(ROOM));
        assertThat(Way.to(inRoom(EMAIL, true), true, true)).isEqualTo(new Way.ByMail(EMAIL));
        assertThat(Way.to(inRoom(null, true), true, true))
                .isEqualTo(new Way.None(new Ending.Withdrawn("messages_stopped")));
        assertThat(Way.to(inRoom(null, false), true, false)).isEqualTo(NO_CONTACT);
    }

    @Test
    void isSilentInAMessengerThatKnowsANumberThatSaidStop() {
        Conversation chat = new Conversation("whatsapp", "33612345678", "wamid.1", null);
        Known open = new Known(null, NUMBER, null, false, chat, false, true, null, null, null, null, List.of(), null);
        Known stopped = new Known(null, NUMBER, null, true, chat, false, true, null, null, null, null, List.of(), null);
        Known withEmail =
                new Known(EMAIL, NUMBER, null, true, chat, false, true, null, null, null, null, List.of(), null);

        assertThat(Way.to(open, true, true)).isEqualTo(new Way.InConversation(chat));
        assertThat(Way.to(open, true, false)).isEqualTo(new Way.ByText(NUMBER));
        assertThat(Way.to(stopped, true, true)).isEqualTo(new Way.None(new Ending.Withdrawn("messages_stopped")));
        assertThat(Way.to(withEmail, true, true)).isEqualTo(new Way.ByMail(EMAIL));
    }

    private static Known inRoom(@Nullable String email, boolean stopped) {
        return new Known(email, null, null, false, ROOM, stopped, false, null, null, null, null, List.of(), null);
    }

    private static Known known(
            @Nullable String email, @Nullable String phone, @Nullable String textsTo, boolean stopped) {
        return new Known(email, phone, textsTo, stopped, null, false, false, null, null, null, null, List.of(), null);
    }
}
