/*
 * An NVML without a GPU, for tests. It does what the file nvml.conf beside the library says, and writes each nvmlInit and
 * nvmlShutdown that succeeded to nvml.log there. Signatures, layouts and codes are those of NVIDIA's nvml.h; with -DOLD it has
 * only what the oldest drivers have.
 *
 * nvml.conf has a line for each setting:
 *   gpus N                 number of GPUs
 *   driver VERSION         cuda NUMBER (12040)
 *   init CODE              what nvmlInit returns
 *   refuse INDEX CODE      what asking for a GPU returns
 *   fail FUNCTION CODE     what a function returns
 *   hang FUNCTION          a function that never returns
 *   split INDEX PROFILE:GI/CI ...   a GPU in MIG mode, with its MIG devices
 *   links mesh|switch      NVLink
 *   accounting PID PERCENT BYTES START_US ...   what the driver has kept of processes
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SUCCESS, UNINITIALIZED, INVALID_ARGUMENT, NOT_SUPPORTED, NO_PERMISSION, NOT_FOUND = 6, INSUFFICIENT_SIZE = 7 };
enum { MAX_GPUS = 64, MAX_MIG = 8, MAX_PROCESSES = 8 };

typedef struct device {
    int gpu, mig; /* mig is -1 for a whole GPU */
    int gi, ci;
    char profile[16];
} *Device;

static struct device gpus[MAX_GPUS], migs[MAX_GPUS][MAX_MIG];
static int initialized, count, cuda, init_code, links, refuse[MAX_GPUS], split[MAX_GPUS], mig_count[MAX_GPUS], processes;
static struct { unsigned pid, percent; unsigned long long bytes, start; } accounted[MAX_PROCESSES];
static char driver[80], failing[64], hanging[64];
static int failing_code;

static void beside(const char *name, char *path, size_t size) {
    Dl_info info;
    dladdr((void *) beside, &info);
    const char *slash = strrchr(info.dli_fname, '/');
    snprintf(path, size, "%.*s/%s", (int) (slash - info.dli_fname), info.dli_fname, name);
}

static void note(const char *text) {
    char path[4096];
    beside("nvml.log", path, sizeof path);
    FILE *log = fopen(path, "a");
    if (log) {
        fprintf(log, "%s\n", text);
        fclose(log);
    }
}

static void read_split(char *rest) {
    int gpu = atoi(rest), gi, ci;
    char *word = strtok(rest, " "), profile[16];
    split[gpu] = 1;
    while ((word = strtok(NULL, " \n")) && mig_count[gpu] < MAX_MIG) {
        /* A dash is a gap between the indexes. */
        struct device mig = {gpu, mig_count[gpu], -1, -1, ""};
        if (sscanf(word, "%15[^:]:%d/%d", profile, &gi, &ci) == 3) {
            mig.gi = gi;
            mig.ci = ci;
            strcpy(mig.profile, profile);
        }
        migs[gpu][mig_count[gpu]++] = mig;
    }
}

static void read_accounting(char *rest) {
    int used, offset = 0;
    while (processes < MAX_PROCESSES
            && sscanf(rest + offset, "%u %u %llu %llu%n", &accounted[processes].pid, &accounted[processes].percent,
                    &accounted[processes].bytes, &accounted[processes].start, &used) == 4) {
        processes++;
        offset += used;
    }
}

static void configure(void) {
    char path[4096], line[1024], word[64];
    beside("nvml.conf", path, sizeof path);
    FILE *file = fopen(path, "r");
    strcpy(driver, "550.54.15");
    cuda = 12040;
    while (file && fgets(line, sizeof line, file)) {
        int index, code;
        sscanf(line, "gpus %d", &count);
        sscanf(line, "driver %79s", driver);
        sscanf(line, "cuda %d", &cuda);
        sscanf(line, "init %d", &init_code);
        if (sscanf(line, "refuse %d %d", &index, &code) == 2) refuse[index] = code;
        sscanf(line, "fail %63s %d", failing, &failing_code);
        sscanf(line, "hang %63s", hanging);
        if (sscanf(line, "links %63s", word) == 1) links = word[0];
        if (!strncmp(line, "split ", 6)) read_split(line + 6);
        if (!strncmp(line, "accounting ", 11)) read_accounting(line + 11);
    }
    if (file) fclose(file);
    for (int i = 0; i < count; i++) gpus[i] = (struct device) {i, -1, -1, -1, ""};
}

static int check(const char *function) {
    while (!strcmp(hanging, function)) pause();
    if (!strcmp(failing, function)) return failing_code;
    return initialized > 0 ? SUCCESS : UNINITIALIZED;
}

#define CHECK() do { int code = check(__func__); if (code) return code; } while (0)

static int init(const char *function) {
    if (initialized == 0) {
        count = init_code = links = processes = 0;
        memset(split, 0, sizeof split);
        memset(mig_count, 0, sizeof mig_count);
        configure();
    }
    while (!strcmp(hanging, function)) pause();
    if (init_code) return init_code;
    initialized++;
    note("init");
    return SUCCESS;
}

static int text(char *out, unsigned size, const char *value) {
    if (strlen(value) >= size) return INSUFFICIENT_SIZE;
    strcpy(out, value);
    return SUCCESS;
}

static void bus_id(int gpu, char *out, size_t size, int digits) {
    snprintf(out, size, "%0*X:%02X:00.0", digits, 0, 0x10 + gpu);
}

static void uuid(int gpu, char *out, size_t size) {
    snprintf(out, size, "GPU-%x0000000-1111-2222-3333-44444444%04x", gpu % 16, gpu);
}

int nvmlShutdown(void) {
    if (initialized == 0) return UNINITIALIZED;
    initialized--;
    note("shutdown");
    return SUCCESS;
}

int nvmlSystemGetDriverVersion(char *out, unsigned size) {
    CHECK();
    return text(out, size, driver);
}

int nvmlDeviceGetName(Device device, char *out, unsigned size) {
    CHECK();
    char name[96];
    snprintf(name, sizeof name, device->mig < 0 ? "NVIDIA H100 80GB HBM3" : "NVIDIA H100 80GB HBM3 MIG %s", device->profile);
    return text(out, size, name);
}

int nvmlDeviceGetUUID(Device device, char *out, unsigned size) {
    CHECK();
    char gpu[96], name[128];
    uuid(device->gpu, gpu, sizeof gpu);
    if (device->mig < 0) return text(out, size, gpu);
    if (atoi(driver) < 470) snprintf(name, sizeof name, "MIG-%s/%d/%d", gpu, device->gi, device->ci);
    else snprintf(name, sizeof name, "MIG-%x%x000000-5555-6666-7777-888888888888", device->gpu % 16, device->mig);
    return text(out, size, name);
}

struct memory { unsigned long long total, free, used; };

static struct memory memory_of(Device device) {
    unsigned long long total = device->mig < 0 ? 80ull << 30 : 10ull << 30;
    unsigned long long used = (device->gpu + 1ull) << 30;
    return (struct memory) {total, total - used, used};
}

int nvmlDeviceGetMemoryInfo(Device device, struct memory *out) {
    CHECK();
    *out = memory_of(device);
    return SUCCESS;
}

struct rates { unsigned gpu, memory; };

int nvmlDeviceGetUtilizationRates(Device device, struct rates *out) {
    CHECK();
    if (split[device->gpu]) return NOT_SUPPORTED;
    out->gpu = device->gpu + 1;
    out->memory = 50;
    return SUCCESS;
}

int nvmlDeviceGetPowerUsage(Device device, unsigned *milliwatts) {
    CHECK();
    *milliwatts = 300500 + device->gpu;
    return SUCCESS;
}

int nvmlDeviceGetTemperature(Device device, int sensor, unsigned *celsius) {
    CHECK();
    if (sensor) return INVALID_ARGUMENT;
    *celsius = 40 + device->gpu;
    return SUCCESS;
}

static int handle(unsigned index, Device *out) {
    if (index >= (unsigned) count) return INVALID_ARGUMENT;
    if (refuse[index]) return refuse[index];
    *out = &gpus[index];
    return SUCCESS;
}

#ifdef OLD
int nvmlInit(void) {
    return init(__func__);
}

int nvmlDeviceGetCount(unsigned *out) {
    CHECK();
    *out = count;
    return SUCCESS;
}

int nvmlDeviceGetHandleByIndex(unsigned index, Device *out) {
    CHECK();
    return handle(index, out);
}

struct old_pci { char busId[16]; unsigned numbers[9]; };

int nvmlDeviceGetPciInfo(Device device, struct old_pci *out) {
    CHECK();
    bus_id(device->gpu, out->busId, sizeof out->busId, 4);
    return SUCCESS;
}
#else
int nvmlInit_v2(void) {
    return init(__func__);
}

int nvmlDeviceGetCount_v2(unsigned *out) {
    CHECK();
    *out = count;
    return SUCCESS;
}

int nvmlDeviceGetHandleByIndex_v2(unsigned index, Device *out) {
    CHECK();
    return handle(index, out);
}

int nvmlSystemGetCudaDriverVersion_v2(int *out) {
    CHECK();
    *out = cuda;
    return SUCCESS;
}

int nvmlDeviceGetCudaComputeCapability(Device device, int *major, int *minor) {
    CHECK();
    if (device->mig >= 0) return INVALID_ARGUMENT;
    *major = 9;
    *minor = 0;
    return SUCCESS;
}

struct pci {
    char legacy[16];
    unsigned domain, bus, device, ids, subsystem;
    char busId[32];
};

static void pci(int gpu, struct pci *out) {
    memset(out, 0, sizeof *out);
    bus_id(gpu, out->legacy, sizeof out->legacy, 4);
    bus_id(gpu, out->busId, sizeof out->busId, 8);
}

int nvmlDeviceGetPciInfo_v3(Device device, struct pci *out) {
    CHECK();
    pci(device->gpu, out);
    return SUCCESS;
}

struct memory_v2 {
    unsigned version;
    unsigned long long total, reserved, free, used;
};

int nvmlDeviceGetMemoryInfo_v2(Device device, struct memory_v2 *out) {
    CHECK();
    if (out->version != (sizeof *out | 2u << 24)) return 25;
    struct memory m = memory_of(device);
    *out = (struct memory_v2) {out->version, m.total, 512ull << 20, m.free, m.used};
    return SUCCESS;
}

int nvmlDeviceGetMigMode(Device device, unsigned *current, unsigned *pending) {
    CHECK();
    *current = *pending = split[device->gpu];
    return SUCCESS;
}

int nvmlDeviceGetMaxMigDeviceCount(Device device, unsigned *out) {
    CHECK();
    *out = split[device->gpu] ? MAX_MIG : 0;
    return SUCCESS;
}

int nvmlDeviceGetMigDeviceHandleByIndex(Device device, unsigned index, Device *out) {
    CHECK();
    if (index >= (unsigned) mig_count[device->gpu] || migs[device->gpu][index].gi < 0) return NOT_FOUND;
    *out = &migs[device->gpu][index];
    return SUCCESS;
}

int nvmlDeviceGetGpuInstanceId(Device device, unsigned *out) {
    CHECK();
    *out = device->gi;
    return SUCCESS;
}

int nvmlDeviceGetComputeInstanceId(Device device, unsigned *out) {
    CHECK();
    *out = device->ci;
    return SUCCESS;
}

/* mesh: link i leads to GPU i, but the last to itself; switch: 18 links to one that is no GPU. */
int nvmlDeviceGetNvLinkState(Device device, unsigned link, unsigned *active) {
    CHECK();
    if (!links) return NOT_SUPPORTED;
    if (link >= (unsigned) (links == 's' ? 18 : count)) return INVALID_ARGUMENT;
    *active = links == 's' || link != (unsigned) device->gpu;
    return SUCCESS;
}

int nvmlDeviceGetNvLinkRemotePciInfo_v2(Device device, unsigned link, struct pci *out) {
    CHECK();
    (void) device;
    pci(links == 's' ? 200 : (int) link, out);
    return SUCCESS;
}

struct sample {
    unsigned long long time;
    union { unsigned number; unsigned long long wide; } value;
};

static unsigned long long samples_taken[MAX_GPUS];

/* Three samples are taken between two calls; they are kept for ever. Those of GPU n are n, n + 10 and n + 20. */
int nvmlDeviceGetSamples(Device device, int type, unsigned long long seen, int *value_type, unsigned *n, struct sample *out) {
    CHECK();
    unsigned long long *taken = &samples_taken[device->gpu];
    if (type != 1 || split[device->gpu]) return NOT_SUPPORTED;
    *taken += 3;
    if (!out) return SUCCESS;
    unsigned found = 0;
    for (unsigned long long time = seen + 1; time <= *taken && found < *n; time++, found++) {
        out[found] = (struct sample) {time, {.wide = device->gpu + (time - 1) % 3 * 10}};
    }
    *value_type = 1;
    *n = found;
    return found ? SUCCESS : NOT_FOUND;
}

int nvmlDeviceGetAccountingMode(Device device, unsigned *mode) {
    CHECK();
    *mode = processes > 0 && !split[device->gpu];
    return SUCCESS;
}

int nvmlDeviceGetAccountingPids(Device device, unsigned *n, unsigned *pids) {
    CHECK();
    (void) device;
    if (*n < (unsigned) processes) return INSUFFICIENT_SIZE;
    for (int i = 0; i < processes; i++) pids[i] = accounted[i].pid;
    *n = processes;
    return SUCCESS;
}

struct accounting {
    unsigned percent, memory_percent;
    unsigned long long bytes, milliseconds, start;
    unsigned running, reserved[5];
};

int nvmlDeviceGetAccountingStats(Device device, unsigned pid, struct accounting *out) {
    CHECK();
    (void) device;
    for (int i = 0; i < processes; i++) {
        if (accounted[i].pid == pid) {
            *out = (struct accounting) {accounted[i].percent, 0, accounted[i].bytes, 1, accounted[i].start, 0, {0}};
            return SUCCESS;
        }
    }
    return NOT_FOUND;
}
#endif
