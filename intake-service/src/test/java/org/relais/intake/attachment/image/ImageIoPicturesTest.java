package org.relais.intake.attachment.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.relais.intake.attachment.Pictures;
import org.relais.intake.attachment.TestPictures;

class ImageIoPicturesTest {

    private final Pictures pictures = new ImageIoPictures();

    @TempDir
    Path folder = Path.of("");

    @Test
    void writesAPhotoAnewWithoutItsMetadata() throws IOException {
        var rewritten = rewritten(TestPictures.jpegHeld(1, 300, 200));

        byte[] bytes = Files.readAllBytes(rewritten.picture().file());
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain("Exif", TestPictures.SECRET);
        assertThat(rewritten.picture().contentType()).isEqualTo("image/jpeg");
        assertThat(rewritten.picture().width()).isEqualTo(300);
        assertThat(rewritten.picture().height()).isEqualTo(200);
    }

    /** Where the red half, on the left as stored, must be. */
    @ParameterizedTest
    @CsvSource({
        "1, 300, 200, left", "2, 300, 200, right", "3, 300, 200, right", "4, 300, 200, left",
        "5, 200, 300, top", "6, 200, 300, top", "7, 200, 300, bottom", "8, 200, 300, bottom"
    })
    void turnsAPhotoUpright(int orientation, int width, int height, String red) throws IOException {
        var rewritten = rewritten(TestPictures.jpegHeld(orientation, 300, 200));

        BufferedImage image = ImageIO.read(rewritten.picture().file().toFile());
        assertThat(image.getWidth()).isEqualTo(width);
        assertThat(image.getHeight()).isEqualTo(height);
        int x = red.equals("right") ? width - 20 : 20;
        int y = red.equals("bottom") ? height - 20 : 20;
        Color there = new Color(image.getRGB(x, y));
        Color opposite = new Color(image.getRGB(width - 1 - x, height - 1 - y));
        assertThat(there.getRed()).isGreaterThan(200);
        assertThat(opposite.getBlue()).isGreaterThan(200);
    }

    @Test
    void shrinksALargePhotoAndMakesASmallOne() throws IOException {
        var rewritten = rewritten(TestPictures.jpeg(6000, 4500));

        assertThat(rewritten.picture().width()).isEqualTo(2048);
        assertThat(rewritten.picture().height()).isEqualTo(1536);
        assertThat(rewritten.thumbnail().width()).isEqualTo(480);
        assertThat(rewritten.thumbnail().height()).isEqualTo(360);
        BufferedImage image = ImageIO.read(rewritten.thumbnail().file().toFile());
        assertThat(new Color(image.getRGB(10, 10)).getRed()).isGreaterThan(200);
        assertThat(new Color(image.getRGB(470, 350)).getBlue()).isGreaterThan(200);
    }

    @Test
    void takesPngGifAndLossyWebp() throws IOException {
        assertThat(rewritten(TestPictures.png(30, 20)).picture().contentType()).isEqualTo("image/png");
        assertThat(rewritten(TestPictures.gif(30, 20)).picture().contentType()).isEqualTo("image/png");
        assertThat(rewritten(TestPictures.webp()).picture().contentType()).isEqualTo("image/jpeg");
    }

    @Test
    void goesByTheBytesAlone() throws IOException {
        for (byte[] bytes : List.of(
                "<html><script>alert(1)</script></html>".getBytes(StandardCharsets.UTF_8),
                "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".getBytes(StandardCharsets.UTF_8),
                "%PDF-1.7\n".getBytes(StandardCharsets.UTF_8),
                "GIF".getBytes(StandardCharsets.UTF_8),
                "\0\0\0\u0018ftypheic\0\0\0\0mif1heic".getBytes(StandardCharsets.ISO_8859_1),
                TestPictures.losslessWebp())) {
            assertThat(rewrite(bytes)).isInstanceOf(Pictures.Result.TypeNotAccepted.class);
        }
    }

    @Test
    void refusesWhatClaimsTooManyPixelsBeforeDecodingIt() throws IOException {
        assertThat(rewrite(TestPictures.pngThatClaims(20_000, 20_000)))
                .isInstanceOf(Pictures.Result.TooManyPixels.class);
        assertThat(rewrite(TestPictures.pngThatClaims(1_000_000, 1))).isInstanceOf(Pictures.Result.TooManyPixels.class);
    }

    @Test
    void neverInflatesACompressedText() throws IOException {
        assertThat(rewrite(TestPictures.pngWithTextBomb(512))).isInstanceOf(Pictures.Result.Rewritten.class);
    }

    @Test
    void refusesAJpegThatGoesOverItsPictureForHours() throws IOException {
        assertThat(rewrite(TestPictures.jpegWithScans(1_000))).isInstanceOf(Pictures.Result.Damaged.class);
    }

    @Test
    void answersWhateverBytesAreDamaged() throws IOException {
        long seed = 20_261_125;
        Random random = new Random(seed);
        List<Supplier<byte[]>> whole = List.of(
                () -> TestPictures.jpegHeld(6, 40, 30),
                () -> TestPictures.png(40, 30),
                () -> TestPictures.gif(40, 30),
                TestPictures::webp);
        for (int n = 0; n < 400; n++) {
            byte[] bytes = whole.get(n % whole.size()).get();
            for (int change = 0; change <= random.nextInt(8); change++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            byte[] damaged =
                    random.nextBoolean() ? bytes : java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length));
            assertThat(rewrite(damaged)).as("seed %d, picture %d", seed, n).isNotNull();
        }
    }

    private Pictures.Result.Rewritten rewritten(byte[] bytes) throws IOException {
        return (Pictures.Result.Rewritten) rewrite(bytes);
    }

    private Pictures.Result rewrite(byte[] bytes) throws IOException {
        Path work = Files.createTempDirectory(folder, "work");
        return pictures.rewrite(Files.write(work.resolve("received"), bytes), work);
    }
}
