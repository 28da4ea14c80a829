package org.tune4j.rl.preprocess;

import org.tune4j.rl.plugin.OwnClass;
import org.tune4j.rl.space.Box;
import org.tune4j.rl.space.Space;
import org.tune4j.space.Config;
import org.tune4j.yaml.InvalidInputException;
import org.tune4j.yaml.Problem;

/** Chooses how observations become network inputs. */
public final class Preprocessors {
  private static final int DIM = 84;

  /** As Atari games are learned. */
  private static final int ATARI_FRAMES = 4;

  private Preprocessors() {}

  /**
   * The preprocessor for observations of a space: the class that {@code custom_preprocessor} names;
   * for images of pixels from 0 to 255 one that scales them by {@code dim}, {@code grayscale} and
   * {@code zero_mean}; else an {@link Encoder}. Several frames are stacked by {@code framestack}.
   *
   * @param model the {@code model} of an algorithm's config; keys that are not there have RLlib's
   *     defaults
   * @throws InvalidInputException when the class is none or cannot be made
   */
  public static Preprocessor of(Space space, Config model) {
    Preprocessor frame = frame(space, model);
    int frames = frames(space, model);
    return frames > 1 ? new Stacked(frame, frames) : frame;
  }

  /** By {@code framestack}: true means 4 frames, of images of pixels only; or how many. */
  private static int frames(Space space, Config model) {
    Object value = model.get("framestack");
    if (value instanceof Number number) {
      return number.intValue();
    }
    return Boolean.TRUE.equals(value) && Pixels.are(space) ? ATARI_FRAMES : 1;
  }

  private static Preprocessor frame(Space space, Config model) {
    String custom = model.getString("custom_preprocessor", "");
    if (!custom.isEmpty()) {
      return OwnClass.of(Preprocessor.class, Space.class, Config.class)
          .make("model.custom_preprocessor", custom, space, model.getConfig("custom_model_config"));
    }
    if (Pixels.are(space)) {
      return new Pixels(
          (Box) space,
          dim(model),
          model.getBoolean("grayscale", false),
          model.getBoolean("zero_mean", true));
    }
    return new Encoder(space);
  }

  private static int dim(Config model) {
    long dim = model.getLong("dim", DIM);
    if (dim < 1 || dim > Short.MAX_VALUE) {
      throw problem("model.dim: must be from 1 to " + Short.MAX_VALUE + " (" + dim + ")");
    }
    return (int) dim;
  }

  private static InvalidInputException problem(String message) {
    return new InvalidInputException(new Problem(message, null, null));
  }
}
