package org.relais.intake.mail.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Mails as they should not be, by what is wrong with them. Each says {@link #WORDS} in some way that a reader can find. */
public final class Corpus {

    public static final String WORDS = "trou devant la mairie";

    private static final String FROM = "From: Ada Canari <ada@canari.example>\r\nTo: demandes@testville.example\r\n";

    private Corpus() {}

    /** All of them; the same ones every time. */
    public static Map<String, byte[]> readable() {
        Map<String, byte[]> mails = new LinkedHashMap<>();
        put(mails, "plain", "Subject: Bonjour\r\n\r\nUn trou devant la mairie.\r\n");
        put(mails, "bare line feeds", "Subject: Bonjour\n\nUn trou devant la mairie.\n");
        put(mails, "bare carriage returns in the body", "Subject: x\r\n\r\nUn trou devant la mairie.\rEncore\r");
        put(mails, "no subject and no date", "\r\nUn trou devant la mairie.");
        put(mails, "words in the subject alone", "Subject: Un trou devant la mairie\r\n\r\n");
        put(
                mails,
                "subject in encoded words",
                "Subject: =?utf-8?B?" + base64("Un trou devant la mairie ça va") + "?=\r\n\r\n");
        put(
                mails,
                "subject in broken encoded words",
                "Subject: =?utf-8?B?%%%?= Un trou devant la mairie =?x-none?Q?=ZZ?=\r\n\r\nx");
        put(
                mails,
                "unknown charset",
                "Content-Type: text/plain; charset=x-klingon\r\n\r\nUn trou devant la mairie, où ça.");
        put(mails, "empty charset", "Content-Type: text/plain; charset=\r\n\r\nUn trou devant la mairie");
        putBytes(
                mails,
                "latin-1 said to be utf-8",
                "Content-Type: text/plain; charset=utf-8\r\n\r\nUn trou devant la mairie, cassé",
                "ISO-8859-1");
        putBytes(
                mails,
                "eight bits said to be seven",
                "Content-Type: text/plain; charset=us-ascii\r\n\r\nUn trou devant la mairie, cassé",
                "UTF-8");
        putBytes(
                mails,
                "utf-16",
                "Content-Type: text/plain; charset=utf-8\r\n"
                        + "Content-Transfer-Encoding: 8bit\r\n\r\n"
                        + "Un trou devant la mairie",
                "UTF-8");
        put(
                mails,
                "unknown transfer encoding",
                "Content-Transfer-Encoding: x-uuencode\r\n\r\nUn trou devant la mairie");
        put(
                mails,
                "transfer encoding on a multipart",
                multipart("mixed", "Content-Transfer-Encoding: base64\r\n", text(WORDS)));
        put(
                mails,
                "broken quoted-printable",
                "Content-Transfer-Encoding: quoted-printable\r\n\r\nUn trou devant la mairie =ZZ =\r\n=");
        put(
                mails,
                "base64 cut in the middle",
                "Content-Transfer-Encoding: base64\r\n\r\n"
                        + base64("Un trou devant la mairie, et plus").substring(0, 39));
        put(
                mails,
                "base64 with rubbish in it",
                "Content-Transfer-Encoding: base64\r\n\r\n"
                        + base64("Un trou devant la mairie.")
                                .replace("", "\u0007")
                                .replace("\u0007", "") + "\r\n!!\r\n");
        put(
                mails,
                "boundary that never comes",
                "Content-Type: multipart/mixed; boundary=abc\r\n\r\n"
                        + "--abc\r\n"
                        + "Content-Type: text/plain\r\n\r\n"
                        + "Un trou devant la mairie");
        put(
                mails,
                "boundary in quotes with spaces",
                "Content-Type: multipart/mixed; boundary=\"a b c\"\r\n\r\n"
                        + "--a b c\r\n\r\n"
                        + "Un trou devant la mairie\r\n"
                        + "--a b c--\r\n");
        put(
                mails,
                "headers of a part missing",
                "Content-Type: multipart/mixed; boundary=abc\r\n\r\n--abc\r\n\r\nUn trou devant la mairie\r\n--abc--");
        put(
                mails,
                "two content types",
                "Content-Type: text/plain\r\nContent-Type: text/html\r\n\r\nUn trou devant la mairie");
        put(mails, "nonsense content type", "Content-Type: ;;;===\r\n\r\nUn trou devant la mairie");
        put(
                mails,
                "html alone",
                "Content-Type: text/html\r\n\r\n"
                        + "<html><style>p{}</style><p>Un <b>trou</b> devant&nbsp;la mairie<script>x()</script>");
        put(
                mails,
                "html unclosed and nested deep",
                "Content-Type: text/html\r\n\r\n" + "<div>".repeat(20_000) + "Un trou devant la mairie");
        put(
                mails,
                "html said to be an attachment beside text",
                multipart(
                        "mixed",
                        "",
                        text(WORDS)
                                + part(
                                        "text/html",
                                        "Content-Disposition: attachment; filename=a.html\r\n",
                                        "<p>x</p>")));
        put(
                mails,
                "alternative with empty text",
                multipart("alternative", "", text(" ") + part("text/html", "", "<p>Un trou devant la mairie</p>")));
        put(
                mails,
                "related within alternative within mixed",
                multipart(
                        "mixed",
                        "",
                        multipartIn(
                                        "alternative",
                                        text(WORDS)
                                                + multipartIn(
                                                        "related",
                                                        part("text/html", "", "<img src=cid:1>")
                                                                + part(
                                                                        "image/png",
                                                                        "Content-ID: <1>\r\n"
                                                                            + "Content-Transfer-Encoding: base64\r\n",
                                                                        base64("\u0089PNG"))))
                                + part(
                                        "image/jpeg",
                                        "Content-Disposition: attachment; filename=\"trou.jpg\"\r\n"
                                                + "Content-Transfer-Encoding: base64\r\n",
                                        base64("JFIF"))));
        put(
                mails,
                "winmail.dat",
                multipart(
                        "mixed",
                        "",
                        text(WORDS)
                                + part(
                                        "application/ms-tnef",
                                        "Content-Disposition: attachment; filename=winmail.dat\r\n"
                                                + "Content-Transfer-Encoding: base64\r\n",
                                        base64("x\u009f>\"rubbish"))));
        put(
                mails,
                "calendar invitation",
                multipart(
                        "alternative",
                        "",
                        text(WORDS) + part("text/calendar; method=REQUEST", "", "BEGIN:VCALENDAR\r\nEND:VCALENDAR")));
        put(
                mails,
                "signed by S/MIME",
                multipart(
                        "signed",
                        "",
                        text(WORDS)
                                + part(
                                        "application/pkcs7-signature; name=smime.p7s",
                                        "Content-Transfer-Encoding: base64\r\n",
                                        base64("sig"))));
        put(
                mails,
                "forwarded mail within",
                multipart(
                        "mixed",
                        "",
                        text(WORDS) + part("message/rfc822", "", "From: x@y.example\r\nSubject: inner\r\n\r\ninner")));
        put(
                mails,
                "headers without a value",
                "X-Nothing:\r\nX-Nothing\r\n: no name\r\nSubject: x\r\n\r\nUn trou devant la mairie");
        put(mails, "a huge header", "X-Huge: " + "a".repeat(2_000_000) + "\r\n\r\nUn trou devant la mairie");
        put(mails, "many headers", "X-Many: 1\r\n".repeat(20_000) + "\r\nUn trou devant la mairie");
        put(mails, "a huge line", "Subject: x\r\n\r\nUn trou devant la mairie " + "a".repeat(3_000_000));
        put(mails, "a zero in the text", "Subject: x\r\n\r\nUn trou devant la mairie\u0000\u0001\u0008");
        put(
                mails,
                "file name that climbs",
                multipart(
                        "mixed",
                        "",
                        text(WORDS)
                                + part(
                                        "text/x-sh",
                                        "Content-Disposition: attachment; filename=\"../../../etc/passwd\"\r\n",
                                        "x")));
        put(
                mails,
                "file name in pieces",
                multipart(
                        "mixed",
                        "",
                        text(WORDS)
                                + part(
                                        "image/png",
                                        "Content-Disposition: attachment; filename*0*=UTF-8''a%C3;"
                                                + " filename*1*=%A9.png; filename*=bad''%ZZ\r\n",
                                        "x")));
        put(
                mails,
                "many parts",
                multipart("mixed", "", text(WORDS) + part("image/png", "", "x").repeat(3_000)));
        putRaw(
                mails,
                "zip bomb",
                FROM
                        + multipart(
                                "mixed",
                                "",
                                text(WORDS)
                                        + part(
                                                "application/zip",
                                                "Content-Disposition: attachment; filename=bomb.zip\r\n"
                                                        + "Content-Transfer-Encoding: base64\r\n",
                                                zipBomb())));
        putRaw(
                mails,
                "several senders",
                "From: a@x.example, b@x.example\r\nSubject: x\r\n\r\nUn trou devant la mairie");
        putRaw(mails, "no sender", "Subject: x\r\n\r\nUn trou devant la mairie");
        putRaw(mails, "nonsense sender", "From: <<@>>,,;\"\r\nSubject: x\r\n\r\nUn trou devant la mairie");
        putRaw(mails, "sender in a group", "From: undisclosed: ;\r\n\r\nUn trou devant la mairie");
        return mails;
    }

    /** Those of which no words can be had. */
    public static Map<String, byte[]> wordless() {
        Map<String, byte[]> mails = new LinkedHashMap<>();
        putRaw(mails, "nothing at all", "");
        putRaw(mails, "white space alone", "\r\n \t \r\n");
        put(mails, "multiparts nested without end", nested(5_000));
        put(
                mails,
                "encrypted by S/MIME",
                "Content-Type: application/pkcs7-mime; smime-type=enveloped-data\r\n"
                        + "Content-Transfer-Encoding: base64\r\n\r\n"
                        + base64("x"));
        put(
                mails,
                "encrypted by PGP",
                multipart(
                        "encrypted",
                        "",
                        part("application/pgp-encrypted", "", "Version: 1")
                                + part("application/octet-stream", "", "-----BEGIN PGP MESSAGE-----")));
        byte[] noise = new byte[5_000];
        new Random(7).nextBytes(noise);
        mails.put("noise", noise);
        return mails;
    }

    private static String nested(int depth) {
        StringBuilder mail = new StringBuilder();
        for (int level = 0; level < depth; level++) {
            mail.append("Content-Type: multipart/mixed; boundary=b")
                    .append(level)
                    .append("\r\n\r\n--b")
                    .append(level)
                    .append("\r\n");
        }
        return mail.append("Content-Type: text/plain\r\n\r\nx").toString();
    }

    private static String multipart(String subtype, String headers, String parts) {
        return "Content-Type: multipart/" + subtype + "; boundary=\"=_" + subtype + "\"\r\n" + headers + "\r\n"
                + parts.replace("--@", "--=_" + subtype) + "--=_" + subtype + "--\r\n";
    }

    private static String multipartIn(String subtype, String parts) {
        return "--@\r\n" + multipart(subtype, "", parts);
    }

    private static String text(String words) {
        return part("text/plain; charset=utf-8", "", words);
    }

    private static String part(String type, String headers, String content) {
        return "--@\r\nContent-Type: " + type + "\r\n" + headers + "\r\n" + content + "\r\n";
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String zipBomb() {
        try (var bytes = new ByteArrayOutputStream()) {
            try (var zip = new ZipOutputStream(bytes)) {
                zip.putNextEntry(new ZipEntry("a"));
                byte[] zeros = new byte[1 << 20];
                for (int megabyte = 0; megabyte < 64; megabyte++) {
                    zip.write(zeros);
                }
            }
            return Base64.getMimeEncoder().encodeToString(bytes.toByteArray());
        } catch (java.io.IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
    }

    private static void put(Map<String, byte[]> mails, String name, String mail) {
        putRaw(mails, name, FROM + mail);
    }

    private static void putRaw(Map<String, byte[]> mails, String name, String mail) {
        mails.put(name, mail.getBytes(StandardCharsets.UTF_8));
    }

    private static void putBytes(Map<String, byte[]> mails, String name, String mail, String charset) {
        mails.put(name, (FROM + mail).getBytes(Charset.forName(charset)));
    }
}
