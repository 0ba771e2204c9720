using System.Diagnostics;
using Orchestrator.Worker.Diagnostics;

namespace Orchestrator.Worker.Tests.Diagnostics;

/// <summary>
/// The driver's library is played by one that is compiled here: GPU n has (n + 1) GiB in use and is busy for (n + 1) tenths
/// of the time.
/// </summary>
public sealed class GpuUsageTests : IDisposable
{
    private const string Source = """
        typedef struct { unsigned long long total, free, used; } memory;
        extern "C" int nvmlInit_v2() { return 0; }
        extern "C" int nvmlDeviceGetHandleByIndex_v2(unsigned index, void** device)
        { *device = (void*)(unsigned long)(index + 1); return index < 4 ? 0 : 2; }
        extern "C" int nvmlDeviceGetMemoryInfo(void* device, memory* m)
        { m->total = 80ULL << 30; m->used = (unsigned long long)(unsigned long)device << 30; m->free = m->total - m->used; return 0; }
        typedef struct { unsigned gpu, memory; } utilization;
        extern "C" int nvmlDeviceGetUtilizationRates(void* device, utilization* u)
        { u->gpu = 10 * (unsigned)(unsigned long)device; u->memory = 99; return 0; }
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orchestrator-nvml-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(null, 1 + 3)]
    [InlineData("", 1 + 3)]
    [InlineData("2,0,1", 3 + 2)]
    [InlineData("GPU-8932f937,GPU-0b1c,GPU-77aa", 1 + 3)]
    public async Task Memory_in_use_is_that_of_the_gpus_of_the_slots(string? visible, long gibibytes)
    {
        var library = await CompileAsync();

        var usage = new GpuUsage(["cuda:0", "cuda:2", "cpu", "cuda:0"], _ => visible, library);

        Assert.Equal(gibibytes << 30, usage.Measure());
    }

    [Fact]
    public async Task A_gpu_tells_its_memory_and_how_busy_it_is()
    {
        var driver = GpuDriver.TryOpen(await CompileAsync());

        Assert.Equal(new GpuReading(3L << 30, 80L << 30) { Utilization = 0.3 }, driver!.Read(2));
        Assert.Null(driver.Read(7));
    }

    [Fact]
    public async Task A_gpu_that_the_driver_does_not_know_counts_nothing()
    {
        Assert.Equal(0, new GpuUsage(["cuda:7"], _ => null, await CompileAsync()).Measure());
    }

    [Fact]
    public void Without_a_driver_there_is_nothing_to_tell()
    {
        Assert.Equal(0, new GpuUsage(["cuda:0"], _ => null, "libno-such-driver.so.1").Measure());
    }

    private async Task<string> CompileAsync()
    {
        var source = Path.Combine(_folder.FullName, "driver.cpp");
        var library = Path.Combine(_folder.FullName, "libdriver.so");
        await File.WriteAllTextAsync(source, Source, TestContext.Current.CancellationToken);
        using var compiler = Process.Start("g++", ["-shared", "-fPIC", "-o", library, source]);
        await compiler.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, compiler.ExitCode);
        return library;
    }
}
