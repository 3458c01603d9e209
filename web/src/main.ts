import "./app.css";
import { mount } from "svelte";
import App from "./App.svelte";
import ArchivePage from "./ArchivePage.svelte";
import { is_archive } from "./lib/archive";

const target = document.getElementById("page");
if (target) mount(is_archive() ? ArchivePage : App, { target });
