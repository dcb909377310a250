package io.smcontainers.launcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretNamesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "token",
                "hf_token",
                "HF_TOKEN",
                "SM_HP_HFTOKEN",
                "authToken",
                "hfToken",
                "HFToken",
                "token2",
                "AWS_SESSION_TOKEN",
                "HUGGING_FACE_HUB_TOKEN",
                "github-token",
                "bearer.token",
                "user_token",
                "api_tokens",
                "AWS_CONTAINER_AUTHORIZATION_TOKEN",
                "X-Amz-Security-Token",
                "API_TOKEN_ID",
                "refresh_token",
                "api_key",
                "api-key",
                "apikey",
                "apiKey",
                "APIKey",
                "wandbKey",
                "WANDB_API_KEY",
                "accesskey",
                "access_keys",
                "AWS_ACCESS_KEY_ID",
                "AWS_SECRET_ACCESS_KEY",
                "AccountKey",
                "encryption_key",
                "ssh_key",
                "master_key",
                "api_key_value",
                "private",
                "private_key",
                "SM_HP_PRIVATE_KEY",
                "password",
                "passwd",
                "db.password",
                "PGPASSWORD",
                "mysql_pwd",
                "passphrase",
                "client_secret",
                "secret",
                "SecretString",
                "credential",
                "GOOGLE_APPLICATION_CREDENTIALS",
                "X-Amz-Credential",
                "--password"
            })
    void aNameThatSaysSecret(String name) {
        assertThat(SecretNames.STANDARD.of(name)).isEqualTo(Secrecy.CERTAIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"key", "Key", "key1", "shared_key", "GPG_KEY", "monitored.key"})
    void aKeyOfAnyKindMayBeOne(String name) {
        assertThat(SecretNames.STANDARD.of(name)).isEqualTo(Secrecy.LIKELY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pad_token",
                "eos_token",
                "bos_token",
                "unk_token",
                "sep_token",
                "cls_token",
                "mask_token",
                "padToken",
                "SM_HP_PAD_TOKEN",
                "pad-token",
                "pad_token_id",
                "decoder_start_token_id",
                "forced_bos_token_id",
                "image_token_index",
                "additional_special_token",
                "stop_token",
                "token_type_ids",
                "token_dropout",
                "max_token_length",
                "max_tokens",
                "maxTokens",
                "SM_HP_MAX_TOKENS",
                "num_tokens",
                "new_tokens",
                "tokens_per_second",
                "tokenizer",
                "tokenizer_name",
                "tokenized",
                "key_dim",
                "KEY_DIM",
                "keyDim",
                "num_key_value_heads",
                "key_value_size",
                "key_padding_mask",
                "primary_key",
                "foreign_key",
                "public_key",
                "sort_key",
                "partition_key",
                "image_key",
                "label_key",
                "cache_key",
                "key_frame_interval",
                "key_proj",
                "keys",
                "keyboard",
                "keypoints",
                "monkey",
                "turkey_recipes",
                "SM_HP_MONKEY",
                "keyword",
                "privately",
                "epochs",
                "pass_count",
                "compass",
                "PWD",
                "OLDPWD",
                "PATH",
                "lr",
                ""
            })
    void anOrdinaryName(String name) {
        assertThat(SecretNames.STANDARD.of(name)).isEqualTo(Secrecy.OPEN);
    }

    @Test
    void aWordOfTheUsersBeatsAllOthers() {
        SecretNames names = new SecretNames(List.of("PAD", "license"));

        assertThat(List.of("pad_token", "PADDING", "x_License_y")).allMatch(name -> names.of(name) == Secrecy.CERTAIN);
        assertThat(List.of("eos_token", "lr")).allMatch(name -> names.of(name) == Secrecy.OPEN);
    }
}
