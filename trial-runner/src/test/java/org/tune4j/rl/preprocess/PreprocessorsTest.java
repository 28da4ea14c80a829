package org.tune4j.rl.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tune4j.rl.space.Box;
import org.tune4j.rl.space.Discrete;
import org.tune4j.rl.space.Space;
import org.tune4j.space.Config;
import org.tune4j.yaml.InvalidInputException;

class PreprocessorsTest {

  /** Sums an observation up, times a number. */
  public static final class Sum implements Preprocessor {
    private final int size;
    private final float times;

    public Sum(Space space, Config config) {
      size = space.size();
      times = (float) config.getDouble("times");
    }

    @Override
    public int size() {
      return 1;
    }

    @Override
    public List<Integer> shape() {
      return List.of(1);
    }

    @Override
    public void encode(float[] point, float[] into) {
      into[0] = 0;
      for (int i = 0; i < size; i++) {
        into[0] += times * point[i];
      }
    }
  }

  @Test
  void anythingButPixelsIsEncoded() {
    assertThat(Preprocessors.of(new Discrete(3), Config.empty())).isInstanceOf(Encoder.class);
    Box small = new Box(List.of(1, 1, 1), new float[] {0}, new float[] {1});
    assertThat(Preprocessors.of(small, Config.empty())).isInstanceOf(Encoder.class);
  }

  @Test
  void aClassOfOnesOwnIsTaken() {
    Config model =
        Config.of(
            Map.of(
                "custom_preprocessor",
                Sum.class.getName(),
                "custom_model_config",
                Map.of("times", 2)));
    float[] into = new float[1];
    Preprocessors.of(Box.symmetric(9, 9), model).encode(new float[] {1, 2}, into);
    assertThat(into).containsExactly(6);
  }

  @Test
  void otherClassesAreRefused() {
    assertRefused("there.is.None", "there.is.None: there is no such class");
    assertRefused("java.lang.String", "must implement " + Preprocessor.class.getName());
    assertRefused(Sum.class.getName(), "its constructor failed");
    assertRefused(Encoder.class.getName(), "public constructor (Space, Config)");
  }

  private static void assertRefused(String name, String why) {
    assertThatThrownBy(
            () -> Preprocessors.of(new Discrete(2), Config.of(Map.of("custom_preprocessor", name))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("model.custom_preprocessor: ")
        .hasMessageContaining(why);
  }

  @Test
  void smallImagesKeepTheirSizeAndAreScaled() {
    Preprocessor plain = Preprocessors.of(image(1, 2, 3), Config.empty());
    assertThat(plain.shape()).containsExactly(1, 2, 3);
    assertThat(encoded(plain, 0, 64, 128, 192, 255, 128))
        .containsExactly(-1, -0.5f, 0, 0.5f, 127 / 128f, 0);
    Preprocessor grey =
        Preprocessors.of(image(1, 2, 3), Config.of(Map.of("grayscale", true, "zero_mean", false)));
    assertThat(grey.shape()).containsExactly(1, 2, 1);
    float[] seen = encoded(grey, 0, 0, 255, 255, 255, 255);
    assertThat(seen[0]).isCloseTo(1 / 3f, within(1e-6f));
    assertThat(seen[1]).isCloseTo(1, within(1e-6f));
  }

  @Test
  void framesAreStackedAsAsked() {
    Config stacking = Config.of(Map.of("framestack", true));
    Preprocessor pixels = Preprocessors.of(image(1, 2, 1), stacking);
    assertThat(pixels.shape()).containsExactly(1, 2, 4);
    assertThat(encoded(pixels, 0, 255))
        .containsExactly(-1, -1, -1, -1, 127 / 128f, 127 / 128f, 127 / 128f, 127 / 128f);
    assertThat(Preprocessors.of(new Discrete(3), stacking).size()).isEqualTo(3);
    Preprocessor three = Preprocessors.of(new Discrete(3), Config.of(Map.of("framestack", 3)));
    assertThat(three.size()).isEqualTo(9);
  }

  @Test
  void largeImagesAreScaledDownByArea() {
    Preprocessor half =
        Preprocessors.of(image(2, 4, 1), Config.of(Map.of("dim", 2, "zero_mean", false)));
    assertThat(half.shape()).containsExactly(2, 2, 1);
    float[] seen = encoded(half, 0, 51, 102, 153, 255, 255, 0, 255);
    assertThat(seen).containsExactly(new float[] {0.1f, 0.5f, 1, 0.5f}, within(1e-6f));
    Preprocessor uneven =
        Preprocessors.of(image(3, 3, 1), Config.of(Map.of("dim", 2, "zero_mean", false)));
    seen = encoded(uneven, 255, 0, 0, 0, 0, 0, 0, 0, 0);
    assertThat(seen).containsExactly(new float[] {4 / 9f, 0, 0, 0}, within(1e-6f));
    assertThatThrownBy(() -> Preprocessors.of(image(3, 3, 1), Config.of(Map.of("dim", 0))))
        .hasMessageContaining("model.dim: must be from 1");
  }

  @Test
  void framesOfAtariLoseTheirBorders() {
    Preprocessor frames = Preprocessors.of(image(210, 160, 3), Config.empty());
    assertThat(frames.shape()).containsExactly(84, 84, 3);
    float[] frame = new float[210 * 160 * 3];
    Arrays.fill(frame, 0, 25 * 160 * 3, 255);
    Arrays.fill(frame, 185 * 160 * 3, frame.length, 255);
    float[] into = new float[frames.size()];
    frames.encode(frame, into);
    for (float pixel : into) {
      assertThat(pixel).isEqualTo(-1);
    }
  }

  private static Box image(int... shape) {
    List<Integer> sizes = Arrays.stream(shape).boxed().toList();
    float[] high = new float[shape[0] * shape[1] * shape[2]];
    Arrays.fill(high, 255);
    return new Box(sizes, new float[high.length], high);
  }

  private static float[] encoded(Preprocessor preprocessor, float... point) {
    float[] into = new float[preprocessor.size()];
    preprocessor.encode(point, into);
    return into;
  }
}
