package io.smcontainers.launcher.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Knows by the name of a variable, hyperparameter or option whether its value is a secret. {@code token} and {@code key} are
 * words of machine learning too: {@code pad_token}, {@code key_dim} and {@code num_key_value_heads} are no secrets.
 */
final class SecretNames {
    /** Those that need no help from the environment. */
    static final SecretNames STANDARD = new SecretNames(List.of());

    private static final List<String> SECRET_ANYWHERE =
            List.of("secret", "password", "passwd", "passphrase", "credential");

    /** What stands before {@code key} and {@code token} where they open doors. */
    private static final Set<String> OPENS_DOORS = words("""
            api access account auth authentication authorization refresh bearer session security encryption decryption \
            signing license ssh deploy master admin hf huggingface hub wandb github gitlab openai""");

    private static final Set<String> GLUED_KEYS =
            words("apikey accesskey accountkey authkey privatekey secretkey licensekey sshkey");

    private static final Set<String> ORDINARY_BEFORE = words("""
            num n max min avg total per by new added extra additional special pad padding eos bos unk sep cls mask start end \
            stop begin first last next prev sub byte word text char class label labels feature features sample batch image \
            img video audio vision caption input output prompt response target tgt src column dict encoder decoder \
            primary foreign public sort order group partition index metric monitor score loss time date cache kv""");

    private static final Set<String> ORDINARY_AFTER = words("""
            dim dims size len length count num per id ids idx index type types name names column col field shape norm mask \
            padding pad proj projection bias weight weights head heads value values layer layers dropout drop rate ratio \
            limit budget embedding embeddings embed loss level classification prefix suffix format frame frames point points \
            metric phrase order map pruning merging mixing mixer shift""");

    private final List<String> others;

    /**
     * Adds to the standard names.
     *
     * @param others any name that contains one of these, whatever the case, says secret
     */
    SecretNames(List<String> others) {
        List<String> lower = new ArrayList<>();
        others.forEach(other -> lower.add(other.toLowerCase(Locale.ROOT)));
        this.others = List.copyOf(lower);
    }

    Secrecy of(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (containsAny(lower, others) || containsAny(lower, SECRET_ANYWHERE)) {
            return Secrecy.CERTAIN;
        }
        boolean hasDoubtful =
                lower.contains("token") || lower.contains("key") || lower.contains("private") || lower.contains("pwd");
        return hasDoubtful ? ofWords(split(name)) : Secrecy.OPEN;
    }

    private static boolean containsAny(String text, List<String> parts) {
        for (String part : parts) {
            if (text.contains(part)) {
                return true;
            }
        }
        return false;
    }

    private static Secrecy ofWords(List<String> words) {
        Secrecy secrecy = Secrecy.OPEN;
        for (int i = 0; i < words.size(); i++) {
            secrecy = secrecy.or(ofWord(words, i));
        }
        return secrecy;
    }

    private static Secrecy ofWord(List<String> words, int i) {
        String word = words.get(i);
        String before = i == 0 ? "" : words.get(i - 1);
        String after = i + 1 == words.size() ? "" : words.get(i + 1);
        boolean opensDoors = OPENS_DOORS.contains(before);
        boolean ordinary = ORDINARY_BEFORE.contains(before) || ORDINARY_AFTER.contains(after);
        return switch (word) {
            case "private" -> Secrecy.CERTAIN;
            // PWD and OLDPWD are folders.
            case "pwd" -> words.size() > 1 ? Secrecy.CERTAIN : Secrecy.OPEN;
            case "tokens", "keys" -> opensDoors ? Secrecy.CERTAIN : Secrecy.OPEN;
            case "token" -> opensDoors || !ordinary ? Secrecy.CERTAIN : Secrecy.OPEN;
            case "key" ->
                opensDoors ? Secrecy.CERTAIN : ordinary || after.startsWith("value") ? Secrecy.OPEN : Secrecy.LIKELY;
            default -> word.endsWith("token") || GLUED_KEYS.contains(word) ? Secrecy.CERTAIN : Secrecy.OPEN;
        };
    }

    /** Splits {@code SM_HP_api-key}, {@code apiKey}, {@code HFToken} and {@code token2} into words, in lower case. */
    private static List<String> split(String name) {
        List<String> words = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= name.length(); i++) {
            if (i == name.length() || !Character.isLetter(name.charAt(i)) || isHump(name, i)) {
                if (i > start) {
                    words.add(name.substring(start, i).toLowerCase(Locale.ROOT));
                }
                start = i < name.length() && Character.isLetter(name.charAt(i)) ? i : i + 1;
            }
        }
        return words;
    }

    private static boolean isHump(String name, int i) {
        if (i == 0 || !Character.isUpperCase(name.charAt(i))) {
            return false;
        }
        boolean lowerFollows = i + 1 < name.length() && Character.isLowerCase(name.charAt(i + 1));
        return !Character.isUpperCase(name.charAt(i - 1)) || lowerFollows;
    }

    private static Set<String> words(String list) {
        return Set.of(list.split(" "));
    }
}
