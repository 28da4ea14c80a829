package org.tune4j.rl.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.tune4j.rl.algorithm.DenseModels;

class LazyLoadingTest {

  /** Learns one step with a narrow network. */
  public static final class Narrow implements DoubleSupplier {
    @Override
    public double getAsDouble() {
      NetworkSpec spec =
          DenseModels.config(List.of(64, 64), "tanh", List.of(), "relu", false)
              .policyAndValue(List.of(4), 2);
      Model model = Model.dense(spec, 1, 1e-8);
      Targets targets = new Targets(model);
      model.network().forward(new float[1][4], 1);
      model.learn(new float[][][] {{{1, 0}}, {{1}}}, 0.1, 1);
      targets.mix(0.1);
      return model.gradientNorm();
    }
  }

  /** Starting ND4J takes longer than a whole trial of a small network. */
  @Test
  void narrowNetworksNeedNeitherDl4jNorBlas() throws Exception {
    Pattern natives = Pattern.compile("deeplearning4j|nd4j|bytedeco|datavec");
    URL[] urls =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !natives.matcher(entry).find())
            .map(LazyLoadingTest::url)
            .toArray(URL[]::new);
    try (URLClassLoader without = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
      Object narrow = without.loadClass(Narrow.class.getName()).getConstructor().newInstance();
      assertThat(((DoubleSupplier) narrow).getAsDouble()).isPositive();
    }
  }

  private static URL url(String path) {
    try {
      URI uri = new File(path).toURI();
      return uri.toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }
}
