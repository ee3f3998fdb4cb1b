@echo off
rem Starts the program on Windows: finds a Java 25, builds when the sources are not what was built last, and runs it.
rem What it builds lies in %LOCALAPPDATA%\Starling. A runtime is enough to run what is built; building needs a JDK
rem and Maven. Everything it has to say goes to stderr; stdout belongs to the program.
setlocal EnableExtensions DisableDelayedExpansion
set "root=%~dp0"
set "folder=%LOCALAPPDATA%\Starling"
set "program=%folder%\program"
set "sources=%program%\sources.txt"
set "home="
set "jdk="

if not defined LOCALAPPDATA (
    >&2 echo starling: LOCALAPPDATA is not set: set it to a folder that you may write to
    exit /b 1
)

call :find_java
if not defined home (
    >&2 echo starling: no Java 25 found: install one ^(adoptium.net^) or set STARLING_JAVA_HOME to its folder
    exit /b 1
)

rem A program without a list of its sources was built elsewhere, and is as good as what is here.
if not exist "%program%\starling-app-*.jar" goto build
if not exist "%sources%" goto run
if not exist "%root%pom.xml" goto run
call :list_sources > "%folder%\sources.now"
fc /b "%folder%\sources.now" "%sources%" >nul 2>&1 && goto run

:build
if not exist "%root%pom.xml" (
    >&2 echo starling: there is no program in %program% and nothing to build it from in %root%: start it from a checkout
    exit /b 1
)
if not defined jdk (
    >&2 echo starling: the program must be built first, which needs a JDK 25 and not only a runtime: %home% has no javac
    exit /b 1
)
where mvn >nul 2>&1 || (
    >&2 echo starling: Maven is needed to build the program and there is no mvn on the PATH: install it ^(maven.apache.org^)
    exit /b 1
)
>&2 echo starling: building...
if not exist "%folder%" mkdir "%folder%" || exit /b 1
call :list_sources > "%folder%\sources.now"
set "JAVA_HOME=%home%"
call mvn -B -q -f "%root%pom.xml" -Dmaven.test.skip=true -pl app -am package >"%folder%\build.log" 2>&1 || (
    >&2 echo starling: the program could not be built; Maven's output is in %folder%\build.log
    exit /b 1
)
if exist "%program%" rmdir /s /q "%program%"
mkdir "%program%" || exit /b 1
copy /y "%root%app\target\starling-app-*.jar" "%program%" >nul || exit /b 1
copy /y "%root%app\target\lib\*.jar" "%program%" >nul || exit /b 1
move /y "%folder%\sources.now" "%sources%" >nul || exit /b 1

:run
rem Short commands are over before a second compiler or a parallel collector pays for itself.
set "flags=-XX:+UseSerialGC -XX:TieredStopAtLevel=1"
for %%c in (listen node bench demo) do if "%~1"=="%%c" set "flags="
rem wine has no such question as below, and its goto would end everything.
if exist "%SystemRoot%\system32\winepath.exe" goto plainly
rem The batch file ends with the goto, which finds no label: Ctrl-C is the program's alone then, and nobody is asked
rem whether to end a batch job. What stands behind still runs.
endlocal & goto no_such_label 2>nul || ver >nul & "%home%\bin\java.exe" --enable-native-access=ALL-UNNAMED %flags% -cp "%program%\*" dev.starling.app.Main %*
:plainly
"%home%\bin\java.exe" --enable-native-access=ALL-UNNAMED %flags% -cp "%program%\*" dev.starling.app.Main %*
exit /b %errorlevel%

rem What somebody named comes first, then the usual places.
:find_java
for %%h in ("%STARLING_JAVA_HOME%" "%JAVA_HOME%") do call :try_java "%%~h"
if defined home exit /b 0
for /f "delims=" %%j in ('where java 2^>nul') do call :try_java "%%~dpj.."
if defined home exit /b 0
for %%p in ("%ProgramFiles%\Eclipse Adoptium" "%ProgramFiles%\Java" "%ProgramFiles%\Microsoft" "%ProgramFiles%\Zulu") do (
    for /d %%h in ("%%~p\*") do call :try_java "%%~h"
)
exit /b 0

:try_java
if defined home exit /b 0
if "%~1"=="" exit /b 0
if not exist "%~1\bin\java.exe" exit /b 0
if not exist "%~1\release" exit /b 0
findstr /b /c:"JAVA_VERSION=\"25" "%~1\release" >nul 2>&1 || exit /b 0
set "home=%~f1"
if exist "%~1\bin\javac.exe" set "jdk=yes"
exit /b 0

rem Name, size and time of everything that the program is made of.
:list_sources
for %%f in ("%root%pom.xml" "%root%starling.cmd") do echo %%~ff %%~zf %%~tf
for /d %%m in ("%root%*") do (
    if exist "%%~m\pom.xml" for %%f in ("%%~m\pom.xml") do echo %%~ff %%~zf %%~tf
    for %%s in (main generated) do (
        if exist "%%~m\src\%%s" for /r "%%~m\src\%%s" %%f in (*) do echo %%~ff %%~zf %%~tf
    )
)
exit /b 0
