package org.tune4j.rl.preprocess;

import java.util.ArrayList;
import java.util.List;
import org.tune4j.rl.space.Box;
import org.tune4j.rl.space.Space;

/**
 * Makes small numbers of an image of pixels from 0 to 255: scaled down by area, turned into shades
 * of grey if asked for, and then from -1 to 1 or from 0 to 1. Of the frames of Atari games (210 ×
 * 160 × 3) 25 rows above and below are cut off first, as RLlib does. Immutable and thread-safe.
 */
final class Pixels implements Preprocessor {
  private static final List<Integer> ATARI = List.of(210, 160, 3);
  private static final int ATARI_BORDER = 25;

  private final int width;
  private final int channels;
  private final int outChannels;
  private final Span[] rows;
  private final Span[] columns;
  private final float offset;
  private final float scale;

  /**
   * @param images of shape [height, width, channels]
   * @param dim the greatest height and width of what comes out; what is smaller keeps its size
   * @param zeroMean whether the numbers are from -1 to 1 ((pixel - 128) / 128) or from 0 to 1
   *     (pixel / 255)
   */
  Pixels(Box images, int dim, boolean grayscale, boolean zeroMean) {
    int height = images.shape().get(0);
    width = images.shape().get(1);
    channels = images.shape().get(2);
    outChannels = grayscale ? 1 : channels;
    int border = images.shape().equals(ATARI) ? ATARI_BORDER : 0;
    boolean shrinks = height > dim || width > dim;
    rows = Span.of(border, height - border, shrinks ? dim : height);
    columns = Span.of(0, width, shrinks ? dim : width);
    offset = zeroMean ? 128 : 0;
    scale = zeroMean ? 1 / 128f : 1 / 255f;
  }

  /** Whether points of a space are images of such pixels. */
  static boolean are(Space space) {
    if (!(space instanceof Box box) || box.shape().size() != 3) {
      return false;
    }
    for (int i = 0; i < box.size(); i++) {
      if (box.low(i) != 0 || box.high(i) != 255) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int size() {
    return rows.length * columns.length * outChannels;
  }

  @Override
  public List<Integer> shape() {
    return List.of(rows.length, columns.length, outChannels);
  }

  @Override
  public void encode(float[] point, float[] into) {
    int at = 0;
    for (Span row : rows) {
      for (Span column : columns) {
        if (outChannels == channels) {
          for (int channel = 0; channel < channels; channel++) {
            into[at++] = scaled(mean(point, row, column, channel));
          }
        } else {
          float grey = 0;
          for (int channel = 0; channel < channels; channel++) {
            grey += mean(point, row, column, channel);
          }
          into[at++] = scaled(grey / channels);
        }
      }
    }
  }

  private float scaled(float pixel) {
    return (pixel - offset) * scale;
  }

  /** The mean of the area that two spans make; pixels on its edge count by their share. */
  private float mean(float[] point, Span row, Span column, int channel) {
    float sum = 0;
    for (int i = 0; i < row.shares.length; i++) {
      float line = 0;
      int from = ((row.first + i) * width + column.first) * channels + channel;
      for (int j = 0; j < column.shares.length; j++) {
        line += column.shares[j] * point[from + j * channels];
      }
      sum += row.shares[i] * line;
    }
    return sum;
  }

  /** Pixels in a row, and the share of each in one pixel of what comes out. */
  private static final class Span {
    private final int first;
    private final float[] shares;

    private Span(double from, double to) {
      first = (int) from;
      int last = (int) Math.ceil(to) - 1;
      shares = new float[last - first + 1];
      for (int i = 0; i < shares.length; i++) {
        double overlap = Math.min(to, first + i + 1) - Math.max(from, first + i);
        shares[i] = (float) (overlap / (to - from));
      }
    }

    /** Divides the pixels from one index to before another one into equal spans. */
    static Span[] of(int from, int to, int count) {
      int wanted = Math.min(count, to - from);
      List<Span> spans = new ArrayList<>();
      for (int i = 0; i < wanted; i++) {
        spans.add(
            new Span(
                from + (double) (to - from) * i / wanted,
                from + (double) (to - from) * (i + 1) / wanted));
      }
      return spans.toArray(Span[]::new);
    }
  }
}
