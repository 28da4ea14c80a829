package org.tune4j.tuner.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code tune --version} prints. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String own = Main.class.getPackage().getImplementationVersion();
    return new String[] {
      "tune4j " + (own == null ? "(not from a jar)" : own),
      "Java " + Runtime.version(),
      System.getProperty("os.name")
          + " "
          + System.getProperty("os.version")
          + " "
          + System.getProperty("os.arch")
    };
  }
}
