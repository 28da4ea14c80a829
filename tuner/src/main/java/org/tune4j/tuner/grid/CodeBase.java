package org.tune4j.tuner.grid;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What code a JVM runs, so that a driver and its members can tell whether they run the same, and
 * what differs.
 *
 * @param version of tune4j; {@code dev} when it does not come from a jar
 * @param java the JVM's version
 * @param fingerprint of all of it: equal when nothing differs
 * @param jars a checksum of each jar and class folder of the class path, by name
 */
public record CodeBase(
    String version, String java, String fingerprint, SortedMap<String, String> jars) {
  private static final int FINGERPRINT = 16;

  public CodeBase {
    jars = Collections.unmodifiableSortedMap(new TreeMap<>(jars));
  }

  /** Of this JVM; found out once, in some tens of milliseconds. Thread-safe. */
  public static CodeBase ofThisJvm() {
    return Own.INSTANCE;
  }

  private static final class Own {
    private static final CodeBase INSTANCE =
        of(ownVersion(), System.getProperty("java.version"), System.getProperty("java.class.path"));
  }

  /** Of a class path as Java takes it. */
  static CodeBase of(String version, String java, String classPath) {
    SortedMap<String, String> jars = new TreeMap<>();
    for (String part : classPath.split(File.pathSeparator, -1)) {
      if (!part.isEmpty()) {
        Path path = Path.of(part);
        String name = ClassPathEntry.name(path);
        while (jars.containsKey(name)) {
          name += "'";
        }
        jars.put(name, ClassPathEntry.checksum(path));
      }
    }
    return new CodeBase(version, java, fingerprint(version, java, jars), jars);
  }

  private static String ownVersion() {
    String version = CodeBase.class.getPackage().getImplementationVersion();
    return version == null ? "dev" : version;
  }

  private static String fingerprint(String version, String java, SortedMap<String, String> jars) {
    String all = version + "\n" + java + "\n" + jars;
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, FINGERPRINT);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * What differs between two, in lines for people; empty when nothing does.
   *
   * @param aName who runs {@code a}, such as {@code this driver}
   * @param bName who runs {@code b}, such as {@code member 10.0.0.7:5701}
   */
  public static List<String> differences(String aName, CodeBase a, String bName, CodeBase b) {
    List<String> lines = new ArrayList<>();
    if (!a.version.equals(b.version)) {
      lines.add(bName + " has tune4j " + b.version + ", " + aName + " " + a.version);
    }
    if (!a.java.equals(b.java)) {
      lines.add(bName + " has Java " + b.java + ", " + aName + " " + a.java);
    }
    TreeSet<String> names = new TreeSet<>(a.jars.keySet());
    names.addAll(b.jars.keySet());
    for (String name : names) {
      String ofA = a.jars.get(name);
      String ofB = b.jars.get(name);
      if (ofB == null) {
        lines.add(name + ": only " + aName + " has it");
      } else if (ofA == null) {
        lines.add(name + ": only " + bName + " has it");
      } else if (!ofA.equals(ofB)) {
        lines.add(name + " differs");
      }
    }
    return lines;
  }
}
