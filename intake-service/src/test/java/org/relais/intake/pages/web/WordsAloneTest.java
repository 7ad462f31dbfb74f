package org.relais.intake.pages.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class WordsAloneTest {

    private static final String TOKEN = field("_csrf", "token");

    @Test
    void readsUpToTheFirstFileAndSaysThatMoreWasLeftOut() {
        HttpServletRequest form =
                form(TOKEN + field("words", "À l’angle") + file("trou.jpg", "…") + field("add", "yes"));

        HttpServletRequest words = WordsAlone.of(form, "why").orElseThrow();

        assertThat(words.getParameter("words")).isEqualTo("À l’angle");
        assertThat(words.getParameter("add")).isNull();
        assertThat(WordsAlone.why(words)).contains("why");
    }

    @Test
    void leavesNothingOutWhereNoFileWasChosen() {
        HttpServletRequest form = form(TOKEN + file("", "") + field("skip", "yes"));

        HttpServletRequest words = WordsAlone.of(form, "why").orElseThrow();

        assertThat(words.getParameter("skip")).isEqualTo("yes");
        assertThat(WordsAlone.why(words)).isEmpty();
    }

    @Test
    void knowsNoFormWithoutItsTokenBeforeTheFiles() {
        assertThat(WordsAlone.of(form(file("trou.jpg", "…") + TOKEN), "why")).isEmpty();
    }

    private static HttpServletRequest form(String parts) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/demande/photo");
        request.setContentType("multipart/form-data; boundary=b");
        request.setContent((parts + "--b--\r\n").getBytes(StandardCharsets.UTF_8));
        return request;
    }

    private static String field(String name, String value) {
        return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    private static String file(String name, String content) {
        return "--b\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"" + name
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n" + content + "\r\n";
    }
}
