using System.Text.Json;
using Orchestrator.TestKit;

namespace Orchestrator.Deploy.Tests.Images;

/// <summary>What <c>bill-of-materials.mjs</c> finds in an image's root.</summary>
public sealed class BillOfMaterialsTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("orchestrator-root-");

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public async Task Bill_names_what_is_installed_and_nothing_else()
    {
        Write("usr/lib/os-release", "ID=debian\nVERSION_ID=\"12\"\n");
        Write("var/lib/dpkg/status", """
            Package: libsqlite3-0
            Status: install ok installed
            Architecture: amd64
            Version: 3.40.1-2+deb12u1

            Package: gone
            Status: deinstall ok config-files
            Architecture: amd64
            Version: 1

            """);
        Write("usr/share/doc/libsqlite3-0/copyright", "Format: https://www.debian.org/\nLicense: public-domain\n text\n");
        Write("usr/share/dotnet/shared/Microsoft.NETCore.App/10.0.1/here", "");
        Write("opt/orchestrator/orchestrator.deps.json",
            await File.ReadAllTextAsync(
                Path.Combine(AppContext.BaseDirectory, "orchestrator.deps.json"), TestContext.Current.CancellationToken));

        var first = await BillAsync("first.json");
        using var bill = JsonDocument.Parse(first);
        var purls = bill.RootElement.GetProperty("components").EnumerateArray()
            .ToDictionary(component => component.GetProperty("purl").GetString()!, StringComparer.Ordinal);
        Assert.Equal("CycloneDX", bill.RootElement.GetProperty("bomFormat").GetString());
        var sqlite = purls["pkg:deb/debian/libsqlite3-0@3.40.1-2%2Bdeb12u1?arch=amd64&distro=debian-12"];
        Assert.Equal("public-domain", sqlite.GetProperty("licenses")[0].GetProperty("license").GetProperty("name").GetString());
        Assert.DoesNotContain(purls.Keys, purl => purl.Contains("gone", StringComparison.Ordinal));
        Assert.Contains("pkg:generic/Microsoft.NETCore.App@10.0.1", purls.Keys);
        Assert.Contains(purls.Keys, purl => purl.StartsWith("pkg:nuget/Npgsql@", StringComparison.Ordinal));
        Assert.Contains(purls.Keys, purl => purl.StartsWith("pkg:npm/%40observablehq/plot@", StringComparison.Ordinal));
        Assert.DoesNotContain(purls.Keys, purl => purl.Contains("esbuild", StringComparison.Ordinal));
        Assert.Contains("pkg:generic/libtorch@2.8.0%2Bcu126", string.Join(' ', purls.Keys), StringComparison.Ordinal);
        Assert.Equal(first, await BillAsync("second.json"));
    }

    private async Task<string> BillAsync(string name)
    {
        var file = Path.Combine(_root.FullName, name);
        (await Script.RunAsync("node", Path.Combine(Script.Folder, "bill-of-materials.mjs"), "--name", "image", "--version", "1.2.3",
            "--root", _root.FullName, "--source", RepositoryFolders.Root, "--output", file, "--archive", "libtorch",
            "https://example.invalid/libtorch-2.8.0%2Bcu126.zip", new string('0', 64))).Succeeded();
        return await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
    }

    private void Write(string path, string text)
    {
        var file = Path.Combine(_root.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
